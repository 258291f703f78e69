/** What a transaction comes to. */
export type Outcome = 'committed' | 'aborted';

/** A client wants a transaction to be committed. */
export interface BeginCommit {
  readonly type: 'BEGIN';
}

/** The coordinator asks whether a participant can commit: the first phase. */
export interface Prepare {
  readonly type: 'PREPARE';
}

/** The answer to {@link Prepare}; whoever says yes can no longer abort by itself. */
export interface ParticipantVote {
  readonly type: 'VOTE';
  readonly participant: number;
  readonly yes: boolean;
}

/** The coordinator tells what was decided: the second phase. */
export interface Decide {
  readonly type: 'DECIDE';
  readonly outcome: Outcome;
}

/** A participant that has voted yes, and has heard nothing, asks what was decided. */
export interface AskOutcome {
  readonly type: 'ASK_OUTCOME';
  readonly participant: number;
}
