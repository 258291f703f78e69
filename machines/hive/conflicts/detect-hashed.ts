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
import { type Define, Meetings, type OnPair } from './meetings.ts';
import { evenShare, pairsOf } from './pairs.ts';

/** One of `of` buckets that subjects fall into by hash; `bucket` counts from 0. */
export interface HashSlice {
  readonly bucket: number;
  readonly of: number;
}

/**
 * Finds the conflicts by a hash join: each name, namespace, class and property is looked up
 * once, and only packs that meet under one subject are compared. The same conflicts as
 * `detectPairwise`, in the same order.
 *
 * With a slice it looks at the subjects of one bucket only, so that k agents can share the
 * work; `unite` of all buckets is the whole detection. A bucket cuts across pairs, so each
 * reports an even share of the pairs as its own.
 *
 * @throws RangeError unless `of` is a positive integer and `bucket` an integer in [0, of)
 * @throws TypeError if a version is no semver range
 * @example
 * detectHashed(packs).conflicts.length;
 * detectHashed(packs, { bucket: 2, of: 8 });
 */
export function detectHashed(packs: readonly Pack[], slice?: HashSlice): Detection {
  const { bucket, of } = slice ?? { bucket: 0, of: 1 };
  if (!Number.isInteger(of) || !Number.isInteger(bucket) || bucket < 0 || bucket >= of) {
    throw new RangeError(`bucket ${bucket} of ${of}: give an integer from 0 to one less than 'of'`);
  }
  const isMine = of === 1 ? () => true : (subject: string) => hash(subject) % of === bucket;
  const conflicts = conflictsAmong(packs, isMine);
  const { from, to } = evenShare(pairsOf(packs.length), bucket, of);
  return { pairs: to - from, conflicts: conflicts.sort(inCanonicalOrder) };
}

interface Joined {
  readonly references: readonly PackReference[];
  readonly names: Meetings<null>;
  readonly namespaces: Meetings<null>;
  readonly classes: Meetings<null>;
  readonly properties: Meetings<PackProperty>;
}

// Agents that share a detection look at the same packs: to join them takes longer than a share.
const joined = new WeakMap<readonly Pack[], Joined>();

function joinedOf(packs: readonly Pack[]): Joined {
  const known = joined.get(packs);
  if (known !== undefined) return known;
  const made = join(packs);
  joined.set(packs, made);
  return made;
}

function join(packs: readonly Pack[]): Joined {
  const among = <T>(definitions: number, tell: (define: Define<T>) => void) =>
    new Meetings<T>({ positions: packs.length, definitions }, tell);
  return {
    references: referencesOf(packs),
    names: among<null>(packs.length, (define) => {
      packs.forEach(({ name }, position) => {
        define(name, position, null);
      });
    }),
    namespaces: among<null>(packs.length, (define) => {
      packs.forEach(({ namespace }, position) => {
        if (namespace !== null) define(namespace, position, null);
      });
    }),
    classes: among<null>(total(packs, 'classes'), (define) => {
      packs.forEach(({ classes }, position) => {
        for (const name of classes) define(name, position, null);
      });
    }),
    properties: among<PackProperty>(total(packs, 'properties'), (define) => {
      packs.forEach(({ properties }, position) => {
        for (const property of properties) define(property.name, position, property);
      });
    }),
  };
}

function total(packs: readonly Pack[], what: 'classes' | 'properties'): number {
  return packs.reduce((sum, pack) => sum + pack[what].length, 0);
}

function conflictsAmong(packs: readonly Pack[], isMine: (subject: string) => boolean): Conflict[] {
  const { references, names, namespaces, classes, properties } = joinedOf(packs);
  const found: Conflict[] = [];
  const note = (conflict: Conflict | null) => conflict !== null && found.push(conflict);
  names.forEachPair(isMine, (a, b) => note(versionConflict(packs, references[a]!, references[b]!)));
  /** References to one pack have no other conflicts. */
  const between =
    <T>(conflictOf: ConflictOf<T>): OnPair<T> =>
    (a, b, subject, ...definitions) => {
      const [one, other] = [references[a]!, references[b]!];
      if (one.name !== other.name) note(conflictOf(one, other, subject, definitions));
    };
  namespaces.forEachPair(isMine, between(namespaceConflict));
  classes.forEachPair(isMine, between(classConflict));
  properties.forEachPair(
    isMine,
    between((a, b, _, definitions) => propertyConflict(a, b, definitions)),
  );
  return found;
}

type ConflictOf<T> = (
  a: PackReference,
  b: PackReference,
  subject: string,
  definitions: readonly [T, T],
) => Conflict | null;

// FNV-1a over code units: the same bucket on every machine and in every process.
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  }
  return state >>> 0;
}
