import type { z } from 'zod';
import { jsonFault } from './json-fault.ts';
import { nearestNames } from './nearest-names.ts';
import type { Pack } from './pack.ts';
import { PackError } from './pack-error.ts';
import { packsSchema } from './pack-schema.ts';

type Issue = z.core.$ZodIssue;

const PACK_FIELDS = [
  'name',
  'version',
  'namespace',
  'classes',
  'properties',
  'imports',
  'versionInfo',
];
const PROPERTY_FIELDS = ['name', 'kind', 'range'];

const REMEDY: Readonly<Record<string, string>> = {
  name: "Give the name as text, for example 'foaf'.",
  version: "Give a semver version or range, for example '1.0.6', '^1.2' or '>=1 <2'.",
  namespace: "Give the namespace's IRI, for example 'http://xmlns.com/foaf/0.1/', or null.",
  classes: "Give a list of class names, each once, for example ['Person', 'Agent'].",
  properties:
    "Give a list of properties, each name once, for example [{ 'name': 'knows', 'range': null }].",
  kind: "Give the kind as text, for example 'ObjectProperty', or leave it out.",
  range: "Give the range's IRI, or null when it is not known.",
  imports: 'Give a list of IRIs, or leave it out.',
  versionInfo: 'Give text or null, or leave it out.',
};

/**
 * Reads a packs file: a JSON array of packs, as `simulations/packs/README.md` describes.
 *
 * @param file - name for messages only; nothing is read from disk
 * @returns at least one pack, with defaults filled in
 * @throws PackError at the first fault: empty file, malformed JSON (line and column), not an
 * array, empty list, missing or empty name, wrong type, unknown field, invalid semver range,
 * class or property defined twice in one pack
 * @example
 * const packs = parsePacks(readFileSync('mine.json', 'utf8'), 'mine.json');
 */
export function parsePacks(text: string, file: string): Pack[] {
  const parsed = packsSchema.safeParse(parseJson(text, file));
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  // A misspelt field also leaves the right one missing: the misspelling is the cause.
  const misspelt = issues.find(({ code }) => code === 'unrecognized_keys');
  throw new PackError({ file, ...faultOf(misspelt ?? issues[0]!) });
}

/**
 * The packs of the given names, in the order of the names; a name listed more than once in
 * `packs` gives all its references.
 *
 * @throws PackError naming the unknown name and the nearest known ones
 * @example
 * selectPacks(packs, ['schema', 'foaf']);
 */
export function selectPacks(
  packs: readonly Pack[],
  names: readonly string[],
  file = 'packs',
): Pack[] {
  const known = [...new Set(packs.map(({ name }) => name))];
  return names.flatMap((name, index) => {
    const found = packs.filter((pack) => pack.name === name);
    if (found.length > 0) return found;
    const near = nearestNames(name, known);
    const remedy =
      near.length > 0
        ? `Did you mean ${alternatives(near)}?`
        : `Known: ${[...known].sort().join(', ')}.`;
    const problem = `there is no pack '${name}'`;
    throw new PackError({ problem, file, place: `names[${index}]`, remedy });
  });
}

function parseJson(text: string, file: string): unknown {
  if (text.trim() === '') {
    const remedy = 'Give a JSON array with at least one pack.';
    throw new PackError({ problem: 'the file is empty', file, place: 'line 1, column 1', remedy });
  }
  // A byte order mark is what some editors leave; JSON itself does not allow it.
  const json = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(json);
  } catch {
    const { line, column } = jsonFault(json);
    const remedy = 'Look there for a missing quote, comma or bracket, or a trailing comma.';
    const place = `line ${line}, column ${column}`;
    throw new PackError({ problem: 'this is not JSON', file, place, remedy });
  }
}

function faultOf(issue: Issue): { problem: string; place: string; remedy: string } {
  const place = issue.path.reduce<string>(
    (path, step) => path + (typeof step === 'number' ? `[${step}]` : `.${String(step)}`),
    'packs',
  );
  if (issue.code === 'unrecognized_keys') return { place, ...unknownField(issue) };
  return { place, problem: problemOf(issue), remedy: remedyOf(issue) };
}

function problemOf(issue: Issue): string {
  if (issue.code !== 'invalid_type') return issue.message;
  if (issue.message.endsWith('received undefined')) return 'is missing';
  return issue.message.replace(/^Invalid input: /, '');
}

function remedyOf(issue: Issue): string {
  if (issue.message.startsWith('repeats')) return 'Remove one of the two.';
  const field = issue.path.findLast((step) => typeof step === 'string');
  const withinProperty = field === 'properties' && issue.path.length === 3;
  if (withinProperty) return "Give an object, for example { 'name': 'knows', 'range': null }.";
  if (field !== undefined) return REMEDY[field]!;
  if (issue.path.length === 1) return "Give an object, for example { 'name': 'foaf', … }.";
  return 'Give a JSON array with at least one pack.';
}

function unknownField(issue: z.core.$ZodIssueUnrecognizedKeys): {
  problem: string;
  remedy: string;
} {
  const field = issue.keys[0]!;
  const known = issue.path.includes('properties') ? PROPERTY_FIELDS : PACK_FIELDS;
  const near = nearestNames(field, known, 1)[0];
  return {
    problem: `the field '${field}' is not known`,
    remedy: `${near === undefined ? 'Remove it' : `Remove it, or name it '${near}'`}; known are ${known.join(', ')}.`,
  };
}

function alternatives(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  const last = quoted.pop()!;
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
