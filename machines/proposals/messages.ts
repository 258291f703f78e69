import type { Aggregation, ConditionalProposal } from './proposal.ts';

/** Puts a proposal on a board. */
export interface Propose {
  readonly type: 'PROPOSE';
  readonly proposal: ConditionalProposal;
}

/** What a round of a board came to; those it rejected take part in the next. */
export interface Aggregated extends Aggregation {
  readonly type: 'AGGREGATED';
  /** From 1. */
  readonly round: number;
}
