import { assign, enqueueActions, sendTo, setup } from 'xstate';
import type { Group } from '../group.ts';
import type { Accept, Accepted, PaxosPrepare, Promised, Proposed } from './messages.ts';

/** An acceptor has accepted a value. */
export interface HasAccepted extends Proposed {
  readonly type: 'accepted';
  readonly acceptor: number;
}

/** What an acceptor is given. */
export interface AcceptorInput {
  /** Its number among the acceptors. */
  readonly index: number;
  readonly proposers: Group<Promised>;
  /** Whom it tells what it has accepted. */
  readonly learners: Group<Accepted>;
  /** The highest number that it has promised to, from stable storage. @defaultValue 0 */
  readonly promised?: number;
  /** What it has accepted of the highest number, from stable storage. @defaultValue nothing */
  readonly accepted?: Proposed | undefined;
}

export interface AcceptorContext extends AcceptorInput {
  readonly promised: number;
  readonly accepted: Proposed | undefined;
}

/**
 * An acceptor of single-decree Paxos: it accepts what it has not promised to ignore. Spawn it with
 * `recover: acceptorState`: it must remember both across crashes.
 *
 * @see L. Lamport, Paxos made simple, ACM SIGACT News 32, 2001
 */
export const acceptorMachine = setup({
  types: {
    input: {} as AcceptorInput,
    context: {} as AcceptorContext,
    events: {} as PaxosPrepare | Accept,
    emitted: {} as HasAccepted,
  },
  guards: {
    isHigher: ({ context }, { ballot }: PaxosPrepare) => ballot > context.promised,
    isFree: ({ context }, { ballot }: Accept) => ballot >= context.promised,
  },
  actions: {
    promise: assign((_, { ballot }: PaxosPrepare) => ({ promised: ballot })),
    answer: sendTo(
      ({ context }, { proposer }: PaxosPrepare) => context.proposers.at(proposer),
      ({ context: { index, accepted } }, { ballot }) => {
        return { type: 'PROMISED', ballot, acceptor: index, accepted };
      },
    ),
    accept: enqueueActions(({ context, enqueue }, { ballot, value }: Accept) => {
      const { index: acceptor, learners } = context;
      enqueue.assign({ promised: ballot, accepted: { ballot, value } });
      enqueue.emit({ type: 'accepted', ballot, value, acceptor });
      for (let each = 0; each < learners.size; each++) {
        enqueue.sendTo(learners.at(each), { type: 'ACCEPTED', ballot, value, acceptor });
      }
    }),
  },
}).createMachine({
  id: 'acceptor',
  context: ({ input }) => ({ ...input, promised: input.promised ?? 0, accepted: input.accepted }),
  on: {
    PREPARE: {
      guard: { type: 'isHigher', params: ({ event }) => event },
      actions: [
        { type: 'promise', params: ({ event }) => event },
        { type: 'answer', params: ({ event }) => event },
      ],
    },
    ACCEPT: {
      guard: { type: 'isFree', params: ({ event }) => event },
      actions: { type: 'accept', params: ({ event }) => event },
    },
  },
});

/** What an acceptor that restarts finds on stable storage. */
export function acceptorState(context: AcceptorContext): AcceptorInput {
  const { index, proposers, learners, promised, accepted } = context;
  return { index, proposers, learners, promised, accepted };
}
