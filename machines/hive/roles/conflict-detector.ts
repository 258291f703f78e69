import type { Conflict } from '../conflicts/conflict.ts';
import { type PackIndex, sharers } from '../packs/pack-index.ts';
import type { RoleWork } from './judgement.ts';

/**
 * The conflict detector asks how *crowded* the subject is: how many packs share it, and how
 * much else the two packs share.
 *
 * The more packs share a term, the less any one may own it, so it votes to qualify by
 * prefix (1 - 2/n for n packs: nothing for two, 0.6 for five). Two packs that have a large
 * part of their classes in common describe one thing, and it votes to merge (by that part).
 * Where neither weighs, it votes weakly for the pack with more classes.
 */
export const conflictDetector: RoleWork = {
  analyse: ({ classes, properties }, conflicts) => ({
    conflicts: conflicts.length,
    'subjects in conflict': new Set(conflicts.map(({ kind, subject }) => `${kind}:${subject}`))
      .size,
    'packs in conflict': new Set(conflicts.flatMap(({ a, b }) => [a.position, b.position])).size,
    'packs on the most crowded class': longest(classes.values()),
    'packs on the most crowded property': longest(properties.values()),
  }),
  assess: (index, conflict) => {
    const crowd = sharers(index, conflict).length;
    const crowding = 1 - 2 / Math.max(crowd, 2);
    const overlap = overlapOf(index, conflict);
    const { a, b } = conflict;
    const [first, second] = [a, b].map(({ position }) => index.packs[position]!.classes.length);
    const larger = first! >= second! ? 'keep-first' : 'keep-second';
    return {
      scores: { 'keep-both': crowding, merge: overlap, [larger]: (1 - crowding) / 4 },
      grounds: `${crowd} packs share '${conflict.subject}'; ${Math.round(overlap * 100)}% of the smaller pack's classes are in both`,
    };
  },
};

function overlapOf({ packs, classes }: PackIndex, { a, b }: Conflict): number {
  const [first, second] = [packs[a.position]!, packs[b.position]!];
  const [small, other] =
    first.classes.length <= second.classes.length ? [first, b.position] : [second, a.position];
  if (small.classes.length === 0) return 0;
  const common = small.classes.filter((name) => classes.get(name)!.includes(other));
  return common.length / small.classes.length;
}

function longest(groups: Iterable<readonly unknown[]>): number {
  let most = 0;
  for (const { length } of groups) most = Math.max(most, length);
  return most;
}
