import { assign, enqueueActions, sendTo, setup } from 'xstate';
import type { Group } from '../group.ts';
import type { Reply, Request } from './messages.ts';
import { primaryOf, weakQuorumOf } from './quorums.ts';

/** What a client is given. */
export interface PbftClientInput {
  /** Its number among clients. */
  readonly index: number;
  readonly replicas: Group<Request>;
  /** What it wants to have executed, one after the other. */
  readonly operations: readonly string[];
  /** After how long without an answer it asks all replicas, simulated ms. */
  readonly retryMs: number;
}

export interface PbftClientContext extends PbftClientInput {
  /** How many operations are known to be executed; also the timestamp of the last of them. */
  readonly done: number;
  /** The view of the last reply: whom it asks first. */
  readonly view: number;
  /** What the replicas say came of the operation. */
  readonly replies: readonly Reply[];
}

/**
 * Has operations executed by PBFT replicas, one after the other: it asks the primary, after a while
 * all replicas, and believes what f + 1 of them say alike, for one of those is correct.
 *
 * @see M. Castro, B. Liskov, Practical Byzantine fault tolerance, OSDI 1999, section 4.1
 */
export const pbftClientMachine = setup({
  types: {
    input: {} as PbftClientInput,
    context: {} as PbftClientContext,
    events: {} as Reply,
  },
  delays: { retry: ({ context }) => context.retryMs },
  guards: {
    isAwaited: ({ context: { done } }, { timestamp }: Reply) => timestamp === done + 1,
    isBelieved: ({ context: { replies, replicas } }) =>
      replies.some(({ result }) => {
        const alike = replies.filter((reply) => reply.result === result);
        return new Set(alike.map(({ replica }) => replica)).size >= weakQuorumOf(replicas);
      }),
    isDone: ({ context: { operations, done } }) => done === operations.length,
  },
  actions: {
    askPrimary: sendTo(
      ({ context: { replicas, view } }) => replicas.at(primaryOf(view, replicas)),
      ({ context, self }) => requestOf(context, self),
    ),
    askAll: enqueueActions(({ context, enqueue, self }) => {
      for (let replica = 0; replica < context.replicas.size; replica++) {
        enqueue.sendTo(context.replicas.at(replica), requestOf(context, self));
      }
    }),
    keep: assign(({ context }, reply: Reply) => ({
      replies: [...context.replies, reply],
      view: Math.max(context.view, reply.view),
    })),
    advance: assign({ done: ({ context }) => context.done + 1, replies: [] }),
  },
}).createMachine({
  id: 'client',
  context: ({ input }) => ({ ...input, done: 0, view: 0, replies: [] }),
  initial: 'choosing',
  states: {
    choosing: { always: [{ guard: 'isDone', target: 'done' }, { target: 'asking' }] },
    asking: {
      entry: 'askPrimary',
      on: {
        REPLY: {
          guard: { type: 'isAwaited', params: ({ event }) => event },
          actions: { type: 'keep', params: ({ event }) => event },
        },
      },
      always: { guard: 'isBelieved', target: 'choosing', actions: 'advance' },
      initial: 'patient',
      states: {
        patient: { after: { retry: 'retrying' } },
        retrying: {
          entry: 'askAll',
          after: { retry: { target: 'retrying', reenter: true } },
        },
      },
    },
    done: { type: 'final' },
  },
});

function requestOf(
  { index, done, operations }: PbftClientContext,
  self: Request['replyTo'],
): Request {
  const operation = operations[done]!;
  return { type: 'REQUEST', client: index, timestamp: done + 1, operation, replyTo: self };
}
