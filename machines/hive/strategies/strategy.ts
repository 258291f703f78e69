import type { Conflict } from '../conflicts/conflict.ts';
import { type CustomRules, customCandidates } from './custom.ts';
import { intersectionCandidates } from './intersection.ts';
import { priorityCandidates } from './priority.ts';
import type { Resolution } from './resolution.ts';
import { unionCandidates } from './union.ts';

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
