import type { Conflict } from '../conflicts/conflict.ts';

/**
 * What agents vote on, in canonical order (ties between votes fall to the earlier).
 *
 * | resolution    | version            | namespace                          | class, property |
 * |---------------|--------------------|------------------------------------|-----------------|
 * | `keep-both`   |                    |                                    | both stay, each qualified by its prefix: `foaf:Person` |
 * | `merge`       |                    |                                    | one definition, the first pack's, stands for both; only if they are alike |
 * | `keep-first`  | `b` is left out    | `b` moves to a derived namespace   | `b`'s definition gives way to `a`'s |
 * | `keep-second` | `a` is left out    | `a` moves to a derived namespace   | `a`'s definition gives way to `b`'s |
 * | `exclude`     | both are left out  | the later pack is left out         | both definitions are left out |
 */
export const RESOLUTIONS = ['keep-both', 'merge', 'keep-first', 'keep-second', 'exclude'] as const;

export type Resolution = (typeof RESOLUTIONS)[number];

const ONE_OR_NONE = ['keep-first', 'keep-second', 'exclude'] as const;
const ALL_BUT_MERGE = ['keep-both', ...ONE_OR_NONE] as const;

/** The resolutions that mean something for a conflict, whatever the strategy, in canonical order. */
export function possibleResolutions(conflict: Conflict): readonly Resolution[] {
  if (conflict.kind === 'version' || conflict.kind === 'namespace') return ONE_OR_NONE;
  return alike(conflict) ? RESOLUTIONS : ALL_BUT_MERGE;
}

/**
 * True when both packs say the same of the subject, so that one definition can stand for both.
 *
 * Classes of one name are alike: a pack says no more of a class than its name. Properties
 * are alike when their ranges have one local name (`schema:Person`, `foaf:Person`). Versions
 * that do not intersect and namespaces that clash never are.
 */
export function alike(conflict: Conflict): boolean {
  if (conflict.kind === 'class') return true;
  if (conflict.kind !== 'property') return false;
  const [first, second] = conflict.ranges;
  return localName(first) === localName(second);
}

function localName(iri: string): string {
  return iri.slice(Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/'), iri.lastIndexOf(':')) + 1);
}
