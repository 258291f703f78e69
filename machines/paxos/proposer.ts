import { type Distribution, sample } from 'statehive';
import { assign, enqueueActions, setup } from 'xstate';
import { type Group, majorityOf } from '../group.ts';
import type { Accept, Chosen, PaxosPrepare, Promised, Proposed } from './messages.ts';

/** What a proposer is given. */
export interface ProposerInput {
  /** Its number among the proposers; proposal n is of proposer n modulo their number. */
  readonly index: number;
  readonly proposers: { readonly size: number };
  readonly acceptors: Group<PaxosPrepare | Accept>;
  /** What it wants to be chosen. */
  readonly value: string;
  /** How long it waits for a majority in each phase before it tries again, simulated ms. */
  readonly patience: Distribution;
  /** By how much its patience grows with each try, >= 1. */
  readonly backOff: number;
  /** How often it has tried, from stable storage. @defaultValue 0 */
  readonly tries?: number;
}

export interface ProposerContext extends ProposerInput {
  readonly tries: number;
  /** Who has promised, in this try. */
  readonly promises: ReadonlySet<number>;
  /** What they have accepted of the highest number. */
  readonly highest: Proposed | undefined;
  /** The value that is chosen, once it has been told. */
  readonly chosen: string | undefined;
}

/** The number of a proposer's proposal; no two have the same, and its next one is higher. */
export function ballotOf({ tries, index, proposers }: ProposerContext): number {
  return tries * proposers.size + index;
}

/**
 * A proposer of single-decree Paxos. Once a majority has promised to ignore lower numbers it proposes
 * what they have accepted of the highest number, or its own value if they have accepted nothing.
 *
 * Proposers that interrupt each other, none coming to its end, are why patience grows: it is the
 * elected leader of the paper's section 2.4 for those who cannot elect one. A proposer that restarts
 * must not use a number again: spawn it with `recover: proposerState`.
 *
 * @see L. Lamport, Paxos made simple, ACM SIGACT News 32, 2001
 */
export const proposerMachine = setup({
  types: {
    input: {} as ProposerInput,
    context: {} as ProposerContext,
    events: {} as Promised | Chosen,
  },
  delays: {
    patience: ({ context: { patience, backOff, tries } }) =>
      sample(patience) * backOff ** (tries - 1),
  },
  guards: {
    isPromised: ({ context }, { ballot }: Promised) => ballot === ballotOf(context),
    hasMajority: ({ context: { promises, acceptors } }) => promises.size >= majorityOf(acceptors),
  },
  actions: {
    begin: assign(({ context }) => {
      return { tries: context.tries + 1, promises: new Set<number>(), highest: undefined };
    }),
    prepare: enqueueActions(({ context, enqueue }) => {
      const { acceptors, index: proposer } = context;
      for (let each = 0; each < acceptors.size; each++) {
        const ballot = ballotOf(context);
        enqueue.sendTo(acceptors.at(each), { type: 'PREPARE', ballot, proposer });
      }
    }),
    countPromise: assign(({ context }, { acceptor }: Promised) => ({
      promises: new Set([...context.promises, acceptor]),
    })),
    keepHighest: assign(({ context: { highest } }, { accepted }: Promised) =>
      accepted !== undefined && accepted.ballot > (highest?.ballot ?? 0)
        ? { highest: accepted }
        : {},
    ),
    propose: enqueueActions(({ context, enqueue }) => {
      const { acceptors, highest, value } = context;
      const proposed = { ballot: ballotOf(context), value: highest?.value ?? value };
      for (let each = 0; each < acceptors.size; each++) {
        enqueue.sendTo(acceptors.at(each), { type: 'ACCEPT', ...proposed });
      }
      enqueue.assign({ promises: new Set<number>(), highest: undefined });
    }),
    learn: assign((_, { value }: Chosen) => ({ chosen: value })),
  },
}).createMachine({
  id: 'proposer',
  context: ({ input }) => ({
    ...input,
    tries: input.tries ?? 0,
    promises: new Set(),
    highest: undefined,
    chosen: undefined,
  }),
  initial: 'proposing',
  states: {
    proposing: {
      initial: 'preparing',
      on: {
        CHOSEN: {
          target: 'knowing',
          actions: { type: 'learn', params: ({ event }) => event },
        },
      },
      states: {
        preparing: {
          entry: ['begin', 'prepare'],
          always: { guard: 'hasMajority', target: 'accepting' },
          on: {
            PROMISED: {
              guard: { type: 'isPromised', params: ({ event }) => event },
              actions: [
                { type: 'countPromise', params: ({ event }) => event },
                { type: 'keepHighest', params: ({ event }) => event },
              ],
            },
          },
          after: { patience: { target: 'preparing', reenter: true } },
        },
        accepting: { entry: 'propose', after: { patience: 'preparing' } },
      },
    },
    knowing: { tags: 'end' },
  },
});

/** What a proposer that restarts finds on stable storage. */
export function proposerState(context: ProposerContext): ProposerInput {
  const { index, proposers, acceptors, value, patience, backOff, tries } = context;
  return { index, proposers, acceptors, value, patience, backOff, tries };
}
