import semver from 'semver';
import type { Pack, PackProperty, PackReference } from '../packs/pack.ts';

/** The four kinds, in canonical order. */
export const CONFLICT_KINDS = ['version', 'namespace', 'class', 'property'] as const;

export type ConflictKind = (typeof CONFLICT_KINDS)[number];

interface ConflictBetweenPacks {
  /** Stable and unique in a list of packs: `class:schema,foaf:Person`. */
  readonly key: string;
  /** The pack that comes first in the list. */
  readonly a: PackReference;
  readonly b: PackReference;
}

/** Two references to one pack whose semver ranges do not intersect. */
export interface VersionConflict extends ConflictBetweenPacks {
  readonly kind: 'version';
  /** Name of the pack. */
  readonly subject: string;
  /** Semver ranges of `a` and `b`. */
  readonly ranges: readonly [string, string];
}

/** Two packs of different names with an equal namespace. */
export interface NamespaceConflict extends ConflictBetweenPacks {
  readonly kind: 'namespace';
  /** The namespace's IRI. */
  readonly subject: string;
}

/** A class name that two packs of different names both define. */
export interface ClassConflict extends ConflictBetweenPacks {
  readonly kind: 'class';
  /** Local name of the class. */
  readonly subject: string;
}

/** A property that two packs of different names both define, with known ranges that differ. */
export interface PropertyConflict extends ConflictBetweenPacks {
  readonly kind: 'property';
  /** Local name of the property. */
  readonly subject: string;
  /** IRIs of the ranges in `a` and `b`. */
  readonly ranges: readonly [string, string];
}

export type Conflict = VersionConflict | NamespaceConflict | ClassConflict | PropertyConflict;

/**
 * What a detector returns.
 *
 * `pairs` is the number of pairs of list entries that the detection covers: n (n - 1) / 2
 * for a whole list, references to one name included. `conflicts` are in canonical order:
 * by kind (version, namespace, class, property), then position of `a`, then position of
 * `b`, then subject by code unit.
 */
export interface Detection {
  readonly pairs: number;
  readonly conflicts: readonly Conflict[];
}

export type ConflictCounts = { readonly [kind in ConflictKind]: number };

/** How many conflicts there are of each kind. */
export function countConflicts(conflicts: readonly Conflict[]): ConflictCounts {
  const counts = { version: 0, namespace: 0, class: 0, property: 0 };
  for (const { kind } of conflicts) counts[kind] += 1;
  return counts;
}

/** Compares two conflicts of one list of packs for `Array.prototype.sort`. */
export function inCanonicalOrder(left: Conflict, right: Conflict): number {
  return (
    CONFLICT_KINDS.indexOf(left.kind) - CONFLICT_KINDS.indexOf(right.kind) ||
    left.a.position - right.a.position ||
    left.b.position - right.b.position ||
    (left.subject < right.subject ? -1 : Number(left.subject > right.subject))
  );
}

/**
 * The detection that the slices of one list add up to, whatever order they come in.
 *
 * @example
 * const whole = unite([detectHashed(packs, { bucket: 0, of: 2 }), detectHashed(packs, { bucket: 1, of: 2 })]);
 */
export function unite(slices: readonly Detection[]): Detection {
  return {
    pairs: slices.reduce((sum, { pairs }) => sum + pairs, 0),
    conflicts: slices.flatMap(({ conflicts }) => conflicts).sort(inCanonicalOrder),
  };
}

/** True when both ranges are known and differ: the property means two things. */
export function rangesDiffer(left: PackProperty, right: PackProperty): boolean {
  return left.range !== null && right.range !== null && left.range !== right.range;
}

/** The conflict of two references to one name, or `null` when some version satisfies both. */
export function versionConflict(
  packs: readonly Pack[],
  a: PackReference,
  b: PackReference,
): VersionConflict | null {
  const ranges = [packs[a.position]!.version, packs[b.position]!.version] as const;
  if (semver.intersects(...ranges)) return null;
  return { kind: 'version', key: keyOf('version', a, b, a.name), a, b, subject: a.name, ranges };
}

/** The conflict of two packs that claim one namespace. */
export function namespaceConflict(
  a: PackReference,
  b: PackReference,
  subject: string,
): NamespaceConflict {
  return { kind: 'namespace', key: keyOf('namespace', a, b, subject), a, b, subject };
}

/** The conflict of two packs that define one class. */
export function classConflict(a: PackReference, b: PackReference, subject: string): ClassConflict {
  return { kind: 'class', key: keyOf('class', a, b, subject), a, b, subject };
}

/** The conflict of two definitions of one property, or `null` when their ranges can agree. */
export function propertyConflict(
  a: PackReference,
  b: PackReference,
  definitions: readonly [PackProperty, PackProperty],
): PropertyConflict | null {
  const [first, second] = definitions;
  if (!rangesDiffer(first, second)) return null;
  const subject = first.name;
  const ranges = [first.range as string, second.range as string] as const;
  return { kind: 'property', key: keyOf('property', a, b, subject), a, b, subject, ranges };
}

// The subject comes last because, unlike labels, it is not encoded.
function keyOf(kind: ConflictKind, a: PackReference, b: PackReference, subject: string): string {
  return `${kind}:${a.label},${b.label}:${subject}`;
}
