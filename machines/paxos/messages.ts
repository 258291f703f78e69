/** A value that an acceptor has accepted, and the number of its proposal. */
export interface Proposed {
  readonly ballot: number;
  readonly value: string;
}

/** Phase 1a: a proposer asks acceptors to accept nothing of a lower number any more. */
export interface PaxosPrepare {
  readonly type: 'PREPARE';
  readonly ballot: number;
  readonly proposer: number;
}

/** Phase 1b: an acceptor promises that, and tells what it has accepted of the highest number. */
export interface Promised {
  readonly type: 'PROMISED';
  readonly ballot: number;
  readonly acceptor: number;
  readonly accepted: Proposed | undefined;
}

/** Phase 2a: a proposer asks acceptors to accept a value. */
export interface Accept extends Proposed {
  readonly type: 'ACCEPT';
}

/** Phase 2b: an acceptor has accepted a value, and tells the learners. */
export interface Accepted extends Proposed {
  readonly type: 'ACCEPTED';
  readonly acceptor: number;
}

/** A learner has found that a value is chosen, and tells the others. */
export interface Chosen {
  readonly type: 'CHOSEN';
  readonly value: string;
}
