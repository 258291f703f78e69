import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Pack } from './pack.ts';
import { PackError } from './pack-error.ts';
import { parsePacks, selectPacks } from './parse-packs.ts';

const vocabularies = 'statehive/packs.json';

/** Ten vocabularies that much of the web of data is written in. */
const wellKnown = 'schema foaf dcterms skos prov org vcard dcat time void'.split(' ');

/**
 * The packs of a name or a file.
 *
 * @param source - `well-known`, ten vocabularies; `vocabularies`, all 66; or a JSON file
 * @throws PackError that names file, place and remedy
 * @example
 * readPacks('well-known').length; // 10
 */
export function readPacks(source: string): readonly Pack[] {
  if (source === 'well-known') return selectPacks(bundledPacks(), wellKnown);
  if (source === 'vocabularies') return bundledPacks();
  return parsePacks(textOf(source), source);
}

let bundled: readonly Pack[] | undefined;

/** Read once a process: a thousand runs need not parse half a megabyte each. */
function bundledPacks(): readonly Pack[] {
  bundled ??= parseBundledPacks();
  return bundled;
}

function parseBundledPacks(): readonly Pack[] {
  const file = createRequire(import.meta.url).resolve(vocabularies);
  return parsePacks(readFileSync(file, 'utf8'), vocabularies);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const problem = `cannot be read (${error instanceof Error ? error.message : error})`;
    const remedy = "Give 'well-known', 'vocabularies' or a JSON file of packs.";
    throw new PackError({ file, place: 'the file', problem, remedy });
  }
}
