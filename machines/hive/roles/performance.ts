import type { Conflict } from '../conflicts/conflict.ts';
import { type PackIndex, sizeOf, usesOf } from '../packs/pack-index.ts';
import type { RoleWork, Scores } from './judgement.ts';

/**
 * The performance manager asks which choice is *cheapest to carry out*, in definitions that
 * have to be touched:
 *
 * - a definition renamed or dropped costs 1, and a class that gives way also 1 for each
 *   property that ranges over it and has to point elsewhere
 * - merging costs 1 more than giving way, for comparing the two
 * - a pack that moves or leaves costs all its definitions
 *
 * A choice scores the least cost divided by its own. Where the cheapest is hardly cheaper
 * the vote is weak.
 */
export const performanceManager: RoleWork = {
  analyse: (index, conflicts) => {
    const costs = conflicts.map((conflict) => Object.values(costOf(index, conflict)));
    return {
      'definitions in all packs': index.packs.reduce((sum, _, at) => sum + sizeOf(index, at), 0),
      'definitions touched at least': costs.reduce((sum, each) => sum + Math.min(...each), 0),
      'definitions touched at most': costs.reduce((sum, each) => sum + Math.max(...each), 0),
    };
  },
  assess: (index, conflict) => {
    const costs = costOf(index, conflict);
    const least = Math.min(...Object.values(costs));
    const scores: Scores = Object.fromEntries(
      Object.entries(costs).map(([resolution, cost]) => [resolution, least / cost]),
    );
    const listed = Object.entries(costs).map(([resolution, cost]) => `${resolution} ${cost}`);
    return { scores, grounds: `definitions touched: ${listed.join(', ')}` };
  },
};

function costOf(index: PackIndex, { kind, subject, a, b }: Conflict): Scores {
  if (kind === 'property') {
    return { 'keep-both': 2, merge: 2, 'keep-first': 1, 'keep-second': 1, exclude: 2 };
  }
  if (kind === 'class') {
    const first = 1 + usesOf(index, a.position, subject);
    const second = 1 + usesOf(index, b.position, subject);
    return {
      'keep-both': 2,
      merge: second + 1,
      'keep-first': second,
      'keep-second': first,
      exclude: first + second,
    };
  }
  // At least 1 even for an empty pack, which still has to be taken out of the list.
  const [first, second] = [1 + sizeOf(index, a.position), 1 + sizeOf(index, b.position)];
  const exclude = kind === 'version' ? first + second : second;
  return { 'keep-first': second, 'keep-second': first, exclude };
}
