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
  const mine = of === 1 ? () => true : (subject: string) => hash(subject) % of === bucket;
  const conflicts = conflictsAmong(packs, join(packs, mine));
  const { from, to } = evenShare(pairsOf(packs.length), bucket, of);
  return { pairs: to - from, conflicts: conflicts.sort(inCanonicalOrder) };
}

type Meetings<T> = Map<string, T[]>;

interface Joined {
  readonly names: Meetings<PackReference>;
  readonly namespaces: Meetings<PackReference>;
  readonly classes: Meetings<PackReference>;
  readonly properties: Meetings<readonly [PackReference, PackProperty]>;
}

function join(packs: readonly Pack[], mine: (subject: string) => boolean): Joined {
  const joined: Joined = {
    names: new Map(),
    namespaces: new Map(),
    classes: new Map(),
    properties: new Map(),
  };
  const meet = <T>(meetings: Meetings<T>, subject: string, who: T): void => {
    const present = meetings.get(subject);
    if (present !== undefined) present.push(who);
    else if (mine(subject)) meetings.set(subject, [who]);
  };
  for (const reference of referencesOf(packs)) {
    const pack = packs[reference.position]!;
    meet(joined.names, pack.name, reference);
    if (pack.namespace !== null) meet(joined.namespaces, pack.namespace, reference);
    for (const name of pack.classes) meet(joined.classes, name, reference);
    for (const property of pack.properties) {
      meet(joined.properties, property.name, [reference, property]);
    }
  }
  return joined;
}

function conflictsAmong(packs: readonly Pack[], joined: Joined): Conflict[] {
  const found: (Conflict | null)[] = [];
  for (const [a, b] of meetingPairs(joined.names)) found.push(versionConflict(packs, a, b));
  for (const [a, b, subject] of meetingPairs(joined.namespaces)) {
    if (a.name !== b.name) found.push(namespaceConflict(a, b, subject));
  }
  for (const [a, b, subject] of meetingPairs(joined.classes)) {
    if (a.name !== b.name) found.push(classConflict(a, b, subject));
  }
  for (const [[a, first], [b, second]] of meetingPairs(joined.properties)) {
    if (a.name !== b.name) found.push(propertyConflict(a, b, [first, second]));
  }
  return found.filter((conflict) => conflict !== null);
}

function* meetingPairs<T>(meetings: Meetings<T>): Generator<[T, T, string]> {
  for (const [subject, present] of meetings) {
    for (let i = 0; i < present.length - 1; i += 1) {
      for (let j = i + 1; j < present.length; j += 1) yield [present[i]!, present[j]!, subject];
    }
  }
}

// FNV-1a over code units: the same bucket on every machine and in every process.
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  }
  return state >>> 0;
}
