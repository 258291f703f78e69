import type { Conflict } from './conflict.ts';
import type { Resolution } from './resolution.ts';
import { type CustomRules, customCandidates } from './strategy-custom.ts';
import { intersectionCandidates } from './strategy-intersection.ts';
import { priorityCandidates } from './strategy-priority.ts';
import { unionCandidates } from './strategy-union.ts';

/** The composition strategies. What each guarantees is said in its own file. */
export const STRATEGIES = ['union', 'intersection', 'priority', 'custom'] as const;

export type Strategy = (typeof STRATEGIES)[number];

/**
 * The resolutions that agents may vote for under a strategy, its own default first. Never
 * empty; each keeps the strategy's promise, so no vote can break it.
 *
 * @param rules - for `custom` only; without them every resolution is allowed
 * @example
 * candidates(classConflict, 'union');    // ['keep-both', 'merge', 'keep-first', 'keep-second']
 * candidates(classConflict, 'priority'); // ['keep-first', 'merge', 'keep-both']
 */
export function candidates(
  conflict: Conflict,
  strategy: Strategy,
  rules: CustomRules = {},
): readonly Resolution[] {
  switch (strategy) {
    case 'union':
      return unionCandidates(conflict);
    case 'intersection':
      return intersectionCandidates(conflict);
    case 'priority':
      return priorityCandidates(conflict);
    case 'custom':
      return customCandidates(conflict, rules);
  }
}
