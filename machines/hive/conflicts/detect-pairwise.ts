import { type Pack, type PackProperty, type PackReference, referencesOf } from '../packs/pack.ts';
import {
  type Conflict,
  classConflict,
  type Detection,
  inCanonicalOrder,
  namespaceConflict,
  propertyConflict,
  versionConflict,
} from './conflict.ts';
import { pairsBetween, pairsOf } from './pairs.ts';

/** A run of the pair list of `pairsBetween`: from `from` up to, not including, `to`. */
export interface PairSlice {
  /** @defaultValue 0 */
  readonly from?: number;
  /** @defaultValue the number of pairs */
  readonly to?: number;
}

/**
 * Finds the conflicts by comparing every pair of packs: n (n - 1) / 2 comparisons.
 *
 * With a slice it compares those pairs only, so that k agents can share the work; `unite`
 * of slices that cover the pairs once is the whole detection.
 *
 * @throws RangeError if the slice is not within the pairs
 * @throws TypeError if a version is no semver range
 * @example
 * detectPairwise(packs).conflicts.length;
 * detectPairwise(packs, { from: 0, to: 100 }).pairs; // 100
 */
export function detectPairwise(packs: readonly Pack[], slice: PairSlice = {}): Detection {
  const { from = 0, to = pairsOf(packs.length) } = slice;
  const { references, definitions } = preparedOf(packs);
  const conflicts: Conflict[] = [];
  for (const [i, j] of pairsBetween(packs.length, from, to)) {
    const [a, b] = [references[i]!, references[j]!];
    if (a.name === b.name) {
      const conflict = versionConflict(packs, a, b);
      if (conflict !== null) conflicts.push(conflict);
    } else {
      compare(a, b, definitions[i]!, definitions[j]!, conflicts);
    }
  }
  return { pairs: to - from, conflicts: conflicts.sort(inCanonicalOrder) };
}

interface Prepared {
  readonly references: readonly PackReference[];
  readonly definitions: readonly Definitions[];
}

// Agents that share a detection look at the same packs: to prepare them takes longer than a share.
const prepared = new WeakMap<readonly Pack[], Prepared>();

function preparedOf(packs: readonly Pack[]): Prepared {
  const known = prepared.get(packs);
  if (known !== undefined) return known;
  const made = { references: referencesOf(packs), definitions: packs.map(definitionsOf) };
  prepared.set(packs, made);
  return made;
}

interface Definitions {
  readonly namespace: string | null;
  readonly classes: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, PackProperty>;
}

function definitionsOf(pack: Pack): Definitions {
  return {
    namespace: pack.namespace,
    classes: new Set(pack.classes),
    properties: new Map(pack.properties.map((property) => [property.name, property])),
  };
}

function compare(
  a: PackReference,
  b: PackReference,
  first: Definitions,
  second: Definitions,
  into: Conflict[],
): void {
  if (first.namespace !== null && first.namespace === second.namespace) {
    into.push(namespaceConflict(a, b, first.namespace));
  }
  for (const name of shared(first.classes, second.classes)) into.push(classConflict(a, b, name));
  for (const name of shared(first.properties, second.properties)) {
    const definitions = [first.properties.get(name)!, second.properties.get(name)!] as const;
    const conflict = propertyConflict(a, b, definitions);
    if (conflict !== null) into.push(conflict);
  }
}

type Names = Pick<ReadonlySet<string>, 'size' | 'has'> & { keys(): Iterable<string> };

// Walking the smaller side makes a pair cost as little as its smaller pack.
function* shared(left: Names, right: Names): Generator<string> {
  const [smaller, larger] = left.size <= right.size ? [left, right] : [right, left];
  for (const name of smaller.keys()) if (larger.has(name)) yield name;
}
