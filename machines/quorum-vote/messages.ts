import type { Address } from 'statehive';
import type { Ballot } from './poll.ts';

/** Something to vote on. */
export interface Question<TOption extends string = string> {
  /** Tells it from the other questions of a vote. */
  readonly key: string;
  /** What may be voted for: not empty, the one that stands without a quorum first. */
  readonly candidates: readonly TOption[];
}

/** Asks somebody to vote. */
export interface Ask<TQuestion extends Question = Question> {
  readonly type: 'ASK';
  readonly questions: readonly TQuestion[];
  readonly replyTo: Address<Cast>;
}

/** Somebody's votes. */
export interface Cast {
  readonly type: 'CAST';
  readonly ballot: Ballot;
}
