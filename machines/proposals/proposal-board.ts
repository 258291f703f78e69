import type { Address } from 'statehive';
import { assign, enqueueActions, setup } from 'xstate';
import { aggregateConditional } from './aggregate.ts';
import { isKnown, type KnownIds, withIds } from './known-ids.ts';
import type { Aggregated, Propose } from './messages.ts';
import type { ConditionalProposal } from './proposal.ts';

/** What a board is given. */
export interface ProposalBoardInput {
  /** How long a round waits for more proposals after its first, simulated ms. */
  readonly windowMs: number;
  /** Who is told what each round came to. */
  readonly recipient: Address<Aggregated>;
}

export interface ProposalBoardContext extends ProposalBoardInput {
  /** Those of this round: first the ones that the last one rejected, then as they came. */
  readonly proposals: readonly ConditionalProposal[];
  /** Those that it has merged. */
  readonly merged: KnownIds;
  readonly rounds: number;
}

/** What a board tells of a round. */
export interface RoundEnded {
  readonly type: 'roundEnded';
  readonly merged: number;
  readonly rejected: number;
  readonly conflictRatio: number;
}

/**
 * Gathers proposals in rounds, and merges those of a round that go together.
 *
 * What a round rejects begins the next, so that none is lost: each round merges at least its first
 * proposal, and so everything on the board after as many rounds as there are proposals at most.
 * Proposals without resources conflict with none, and are always merged in their first round.
 *
 * What comes again, in whatever round, is merged once. For that it remembers the id of each that it has
 * merged for as long as it lives: nobody can tell how late a message that was duplicated arrives.
 */
export const proposalBoardMachine = setup({
  types: {
    input: {} as ProposalBoardInput,
    context: {} as ProposalBoardContext,
    events: {} as Propose,
    emitted: {} as RoundEnded,
  },
  guards: {
    hasProposals: ({ context }) => context.proposals.length > 0,
    isNew: ({ context }, { proposal }: Propose) => !isKnown(context.merged, proposal.id),
  },
  delays: { window: ({ context }) => context.windowMs },
  actions: {
    pin: assign({
      proposals: ({ context, event }) => [...context.proposals, event.proposal],
    }),
    endRound: enqueueActions(({ context, enqueue }) => {
      const aggregation = aggregateConditional(context.proposals);
      const { merged, rejected, conflictRatio } = aggregation;
      const round = context.rounds + 1;
      const ids = merged?.proposals.map(({ id }) => id) ?? [];
      enqueue.assign({
        proposals: rejected,
        merged: withIds(context.merged, ids),
        rounds: round,
      });
      enqueue.sendTo(context.recipient, { type: 'AGGREGATED', round, ...aggregation });
      enqueue.emit({
        type: 'roundEnded',
        merged: merged?.proposals.length ?? 0,
        rejected: rejected.length,
        conflictRatio,
      });
    }),
  },
}).createMachine({
  id: 'proposal-board',
  context: ({ input }) => ({ ...input, proposals: [], merged: [], rounds: 0 }),
  on: {
    PROPOSE: {
      guard: { type: 'isNew', params: ({ event }) => event },
      actions: 'pin',
    },
  },
  initial: 'empty',
  states: {
    empty: { always: { guard: 'hasProposals', target: 'gathering' } },
    gathering: { after: { window: { target: 'empty', actions: 'endRound' } } },
  },
});
