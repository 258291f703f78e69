import { assign, enqueueActions, sendTo, setup } from 'xstate';
import type { Group } from '../group.ts';
import type {
  AskOutcome,
  BeginCommit,
  Decide,
  Outcome,
  ParticipantVote,
  Prepare,
} from './messages.ts';

/** What a coordinator is given. */
export interface CoordinatorInput {
  readonly participants: Group<Prepare | Decide>;
  /** How long it waits for votes before it aborts, simulated ms. */
  readonly voteTimeoutMs: number;
  /** What it finds in its log. @defaultValue nothing: it waits to begin */
  readonly outcome?: Outcome | undefined;
}

export interface CoordinatorContext extends CoordinatorInput {
  /** Who has voted yes. */
  readonly yes: ReadonlySet<number>;
  /** What is in its log: written before anybody is told. */
  readonly outcome: Outcome | undefined;
}

/**
 * The coordinator of two-phase commit: it commits once all participants have voted yes, and aborts
 * as soon as one votes no, or when votes are missing for too long. It answers whoever asks.
 *
 * Spawn it with `recover: coordinatorLog`, by which it aborts, when it restarts, what it had not yet
 * decided. Nothing but the coordinator can tell participants that have voted yes what was decided.
 *
 * @see J. Gray, Notes on data base operating systems, 1978; P. Bernstein, V. Hadzilacos, N. Goodman,
 * Concurrency control and recovery in database systems, 1987, section 7.4
 */
export const coordinatorMachine = setup({
  types: {
    input: {} as CoordinatorInput,
    context: {} as CoordinatorContext,
    events: {} as BeginCommit | ParticipantVote | AskOutcome,
  },
  delays: { voteTimeout: ({ context }) => context.voteTimeoutMs },
  guards: {
    isUnanimous: ({ context: { yes, participants } }) => yes.size === participants.size,
    isNo: (_, { yes }: ParticipantVote) => !yes,
    hasDecided: ({ context }, { outcome }: { outcome: Outcome }) => context.outcome === outcome,
  },
  actions: {
    prepareAll: enqueueActions(({ context: { participants }, enqueue }) => {
      for (let each = 0; each < participants.size; each++) {
        enqueue.sendTo(participants.at(each), { type: 'PREPARE' });
      }
    }),
    count: assign(({ context }, { participant }: ParticipantVote) => ({
      yes: new Set([...context.yes, participant]),
    })),
    decide: enqueueActions(({ context, enqueue }, { outcome }: { outcome: Outcome }) => {
      enqueue.assign({ outcome, yes: new Set<number>() });
      for (let each = 0; each < context.participants.size; each++) {
        enqueue.sendTo(context.participants.at(each), { type: 'DECIDE', outcome });
      }
    }),
    answer: sendTo(
      ({ context }, { participant }: AskOutcome) => context.participants.at(participant),
      ({ context }) => ({ type: 'DECIDE', outcome: context.outcome ?? 'aborted' }),
    ),
  },
}).createMachine({
  id: 'coordinator',
  context: ({ input }) => ({ ...input, yes: new Set(), outcome: input.outcome }),
  initial: 'starting',
  states: {
    starting: {
      always: [
        { guard: { type: 'hasDecided', params: { outcome: 'committed' } }, target: 'committed' },
        { guard: { type: 'hasDecided', params: { outcome: 'aborted' } }, target: 'aborted' },
      ],
      on: { BEGIN: 'collecting' },
    },
    collecting: {
      entry: 'prepareAll',
      always: { guard: 'isUnanimous', target: 'committed' },
      on: {
        VOTE: [
          { guard: { type: 'isNo', params: ({ event }) => event }, target: 'aborted' },
          { actions: { type: 'count', params: ({ event }) => event } },
        ],
      },
      after: { voteTimeout: 'aborted' },
    },
    committed: {
      tags: 'end',
      entry: { type: 'decide', params: { outcome: 'committed' } },
      on: { ASK_OUTCOME: { actions: { type: 'answer', params: ({ event }) => event } } },
    },
    aborted: {
      tags: 'end',
      entry: { type: 'decide', params: { outcome: 'aborted' } },
      on: { ASK_OUTCOME: { actions: { type: 'answer', params: ({ event }) => event } } },
    },
  },
});

/** What a coordinator that restarts goes on with: what is not in its log is aborted. */
export function coordinatorLog(context: CoordinatorContext): CoordinatorInput {
  const { participants, voteTimeoutMs, outcome = 'aborted' } = context;
  return { participants, voteTimeoutMs, outcome };
}
