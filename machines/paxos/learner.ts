import { assign, enqueueActions, setup } from 'xstate';
import { type Group, majorityOf } from '../group.ts';
import type { Accepted, Chosen } from './messages.ts';

/** What a learner is given. */
export interface LearnerInput {
  readonly acceptors: { readonly size: number };
  /** Whom it tells what is chosen. */
  readonly listeners: Group<Chosen>;
}

export interface LearnerContext extends LearnerInput {
  /** By the number of a proposal, who has accepted it. */
  readonly acceptances: ReadonlyMap<number, ReadonlySet<number>>;
  /** The value that is chosen, once it has learnt it. */
  readonly chosen: string | undefined;
}

/** Who has accepted a proposal, one more acceptance included. */
function acceptorsOf({ acceptances }: LearnerContext, { ballot, acceptor }: Accepted) {
  return new Set([...(acceptances.get(ballot) ?? []), acceptor]);
}

/**
 * A distinguished learner of single-decree Paxos: a value is chosen once a majority of acceptors has
 * accepted the same proposal; it then informs others, and again whenever an acceptor speaks up.
 *
 * @see L. Lamport, Paxos made simple, ACM SIGACT News 32, 2001, section 2.3
 */
export const learnerMachine = setup({
  types: {
    input: {} as LearnerInput,
    context: {} as LearnerContext,
    events: {} as Accepted,
  },
  guards: {
    isChosen: ({ context }, accepted: Accepted) =>
      acceptorsOf(context, accepted).size >= majorityOf(context.acceptors),
  },
  actions: {
    count: assign(({ context }, accepted: Accepted) => ({
      acceptances: new Map([
        ...context.acceptances,
        [accepted.ballot, acceptorsOf(context, accepted)],
      ]),
    })),
    learn: assign((_, { value }: Accepted) => ({ chosen: value, acceptances: new Map() })),
    tell: enqueueActions(({ context: { listeners, chosen }, enqueue }) => {
      for (let each = 0; each < listeners.size && chosen !== undefined; each++) {
        enqueue.sendTo(listeners.at(each), { type: 'CHOSEN', value: chosen });
      }
    }),
  },
}).createMachine({
  id: 'learner',
  context: ({ input }) => ({ ...input, acceptances: new Map(), chosen: undefined }),
  initial: 'learning',
  states: {
    learning: {
      on: {
        ACCEPTED: [
          {
            guard: { type: 'isChosen', params: ({ event }) => event },
            target: 'knowing',
            actions: { type: 'learn', params: ({ event }) => event },
          },
          { actions: { type: 'count', params: ({ event }) => event } },
        ],
      },
    },
    knowing: { tags: 'end', entry: 'tell', on: { ACCEPTED: { actions: 'tell' } } },
  },
});
