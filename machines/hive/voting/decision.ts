import type { Resolution } from '../strategies/resolution.ts';
import { decide, type QuorumRule, type Tally, type Vote } from './quorum.ts';

/** What a conflict came to, and by whose vote. */
export interface Decision {
  readonly conflictKey: string;
  readonly resolution: Resolution;
  /** `quorum`: the agents agreed. `default`: they did not by the deadline, the strategy decides. */
  readonly by: 'quorum' | 'default';
  /** Share of the leading resolution in [0, 1], as `decide` defines it, whoever decided. */
  readonly agreement: number;
  readonly tally: Tally;
  readonly electorate: number;
}

/** A vote to be counted at its end: what is voted on, for what, by how many. */
export interface Ballot {
  readonly conflictKey: string;
  /** As `candidates` gives them: not empty, the strategy's default first. */
  readonly candidates: readonly Resolution[];
  readonly rule: QuorumRule;
  readonly electorate: number;
}

/**
 * Closes the vote on a conflict, by a quorum or else by the strategy's default.
 *
 * @param votes - those that came before the deadline; may be none
 * @throws RangeError as `decide` does, if there is no candidate, or a vote is on another conflict
 * @example
 * settle([], { conflictKey, candidates: ['keep-both'], rule: 'majority', electorate: 6 }).by; // 'default'
 */
export function settle(votes: readonly Vote[], ballot: Ballot): Decision {
  const { conflictKey, candidates, electorate } = ballot;
  const fallback = candidates[0];
  if (fallback === undefined) throw new RangeError(`'${conflictKey}' has no candidate to vote for`);
  const stray = votes.find((vote) => vote.conflictKey !== conflictKey);
  if (stray)
    throw new RangeError(`'${stray.agent}' voted on '${stray.conflictKey}', not '${conflictKey}'`);
  const { reached, resolution, agreement, tally } = decide(votes, ballot);
  return {
    conflictKey,
    resolution: reached && resolution !== null ? resolution : fallback,
    by: reached ? 'quorum' : 'default',
    agreement,
    tally,
    electorate,
  };
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
