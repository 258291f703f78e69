import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Pack } from '../../../machines/hive/packs/pack.ts';
import { parsePacks, selectPacks } from '../../../machines/hive/packs/parse-packs.ts';

const file = createRequire(import.meta.url).resolve('statehive/packs.json');

/** All 66 packs that the package brings. */
export const allPacks: readonly Pack[] = parsePacks(readFileSync(file, 'utf8'), file);

/** The ten well-known ones. */
export const tenPacks: readonly Pack[] = selectPacks(
  allPacks,
  'schema foaf dcterms skos prov org vcard dcat time void'.split(' '),
);

/** A pack of the given fields, otherwise empty. */
export function pack(fields: Partial<Pack> & { name: string }): Pack {
  return {
    version: '1.0.0',
    namespace: `http://${fields.name}/`,
    classes: [],
    properties: [],
    imports: [],
    versionInfo: null,
    ...fields,
  };
}

/** A property of the given range. */
export function property(name: string, range: string | null): Pack['properties'][number] {
  return { name, kind: 'Property', range };
}
