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
import { Meetings } from './meetings.ts';
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

interface Joined {
  readonly names: Meetings<PackReference>;
  readonly namespaces: Meetings<PackReference>;
  readonly classes: Meetings<PackReference>;
  readonly properties: Meetings<PropertyAt>;
}

interface PropertyAt {
  readonly of: PackReference;
  readonly property: PackProperty;
}

function join(packs: readonly Pack[], mine: (subject: string) => boolean): Joined {
  const names = new Meetings<PackReference>(mine);
  const namespaces = new Meetings<PackReference>(mine);
  const classes = new Meetings<PackReference>(mine);
  const properties = new Meetings<PropertyAt>(mine);
  for (const reference of referencesOf(packs)) {
    const pack = packs[reference.position]!;
    names.add(pack.name, reference);
    if (pack.namespace !== null) namespaces.add(pack.namespace, reference);
    for (const name of pack.classes) classes.add(name, reference);
    for (const property of pack.properties) {
      properties.add(property.name, { of: reference, property });
    }
  }
  return { names, namespaces, classes, properties };
}

function conflictsAmong(packs: readonly Pack[], joined: Joined): Conflict[] {
  const found: (Conflict | null)[] = [];
  joined.names.forEachPair((a, b) => found.push(versionConflict(packs, a, b)));
  joined.namespaces.forEachPair((a, b, subject) => {
    if (a.name !== b.name) found.push(namespaceConflict(a, b, subject));
  });
  joined.classes.forEachPair((a, b, subject) => {
    if (a.name !== b.name) found.push(classConflict(a, b, subject));
  });
  joined.properties.forEachPair((a, b) => {
    if (a.of.name !== b.of.name) {
      found.push(propertyConflict(a.of, b.of, [a.property, b.property]));
    }
  });
  return found.filter((conflict) => conflict !== null);
}

// FNV-1a over code units: the same bucket on every machine and in every process.
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  }
  return state >>> 0;
}
