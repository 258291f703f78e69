import type { Priority } from '../scheduler/hint.ts';

/** Something that somebody would have done; it goes together with any other. */
export interface Proposal {
  /** One id, one proposal: whoever sends it twice proposes it once. */
  readonly id: string;
  readonly action: string;
  readonly priority: Priority;
}

/** A proposal that goes together only with those that need none of its resources. */
export interface ConditionalProposal extends Proposal {
  readonly resources: readonly string[];
}

/** Proposals that go together: a set, in the order in which they were merged. */
export interface Merged<P extends Proposal = Proposal> {
  readonly proposals: readonly P[];
  /** The highest among them. */
  readonly priority: Priority;
}

/** What conditional proposals come to. */
export interface Aggregation {
  /** Undefined when there are no proposals. */
  readonly merged: Merged<ConditionalProposal> | undefined;
  /** Those that need what another that was merged before holds. */
  readonly rejected: readonly ConditionalProposal[];
  /** The share of proposals that were rejected, 0 to 1; 0 when there are none. */
  readonly conflictRatio: number;
}
