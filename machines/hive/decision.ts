import type { Decision as Voted } from '../quorum-vote/decision.ts';
import type { Resolution } from './strategies/resolution.ts';

/** What a conflict came to, and by whose vote. */
export interface Decision extends Omit<Voted<Resolution>, 'question' | 'option'> {
  readonly conflictKey: string;
  readonly resolution: Resolution;
}

/** What a vote on conflicts came to, in the hive's words. */
export function decisionOf({ question, option, ...vote }: Voted<Resolution>): Decision {
  return { conflictKey: question, resolution: option, ...vote };
}

/** The decision when nobody was asked: the strategy's default. */
export function undecided(conflictKey: string, fallback: Resolution): Decision {
  return {
    conflictKey,
    resolution: fallback,
    by: 'default',
    agreement: 0,
    tally: {},
    electorate: 0,
  };
}
