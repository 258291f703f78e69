import type { Question } from './messages.ts';
import { decide, type QuorumRule, type Tally, type Vote } from './quorum.ts';

/** What a question came to, and by whose vote. */
export interface Decision<TOption extends string = string> {
  /** The question's key. */
  readonly question: string;
  readonly option: TOption;
  /** `quorum`: the voters agreed. `default`: they did not by the deadline; the first candidate stands. */
  readonly by: 'quorum' | 'default';
  /** Share of the leading option in [0, 1], as `decide` defines it, whoever decided. */
  readonly agreement: number;
  readonly tally: Tally<TOption>;
  readonly electorate: number;
}

/** By what rule votes are counted, among how many who may vote. */
export interface Terms {
  readonly rule: QuorumRule;
  readonly electorate: number;
}

/**
 * Closes the vote on a question, by a quorum or else by its first candidate.
 *
 * @param votes - those that came before the deadline; may be none
 * @throws RangeError as `decide` does, or if there is no candidate
 * @example
 * settle({ key: 'move', candidates: ['stay', 'go'] }, [], { rule: 'majority', electorate: 6 }).by; // 'default'
 */
export function settle<TOption extends string>(
  { key, candidates }: Question<TOption>,
  votes: readonly Vote<TOption>[],
  { rule, electorate }: Terms,
): Decision<TOption> {
  const fallback = candidates[0];
  if (fallback === undefined) throw new RangeError(`'${key}' has no candidate to vote for`);
  const { reached, option, agreement, tally } = decide(votes, { rule, electorate, candidates });
  return {
    question: key,
    option: reached && option !== null ? option : fallback,
    by: reached ? 'quorum' : 'default',
    agreement,
    tally,
    electorate,
  };
}
