import { type Address, chance, type Distribution, sample } from 'statehive';
import { assign, enqueueActions, sendTo, setup } from 'xstate';
import type { RecallAll, RecalledAll, Remember } from '../memory/messages.ts';
import { emptyTally, siteToVisit, sumOf, type Tally, tallyFrom, visited } from './tally.ts';

/** What a forager is given. */
export interface ForagerInput {
  /** Its own key in the memory. */
  readonly key: string;
  /** What the keys of all foragers begin with. */
  readonly prefix: string;
  readonly memory: Address<RecallAll | Remember>;
  /** Of each site, the chance of food on a visit, 0 to 1. The forager does not look at it. */
  readonly sites: readonly number[];
  /** How long a visit takes, simulated ms. */
  readonly visit: Distribution;
  readonly visits: number;
}

export interface ForagerContext extends ForagerInput {
  /** What it has found itself, in this run and in those before. */
  readonly own: Tally;
  /** What all have found, as far as it has been told. */
  readonly known: Tally;
  readonly left: number;
}

/** A forager has been at a site. */
export interface Visited {
  readonly type: 'visited';
  readonly site: number;
  readonly hasFood: boolean;
}

/**
 * A forager looks for food at sites of unknown quality. Before each visit it asks the collective
 * memory what all foragers have found, and chooses by UCB1; afterwards it writes what it has found
 * itself to a key of its own, so that no two write to the same.
 */
export const foragerMachine = setup({
  types: {
    input: {} as ForagerInput,
    context: {} as ForagerContext,
    events: {} as RecalledAll,
    emitted: {} as Visited,
  },
  guards: { isLastVisit: ({ context }) => context.left === 1 },
  delays: { visit: ({ context }) => sample(context.visit) },
  actions: {
    ask: sendTo(
      ({ context }) => context.memory,
      ({ context, self }): RecallAll => ({
        type: 'RECALL_ALL',
        prefix: context.prefix,
        replyTo: self,
      }),
    ),
    learn: assign(({ context: { key, sites }, event: { entries } }) => {
      const tallies = new Map(
        entries.flatMap(([of, value]) => {
          const tally = tallyFrom(value, sites.length);
          return tally === undefined ? [] : [[of, tally] as const];
        }),
      );
      return {
        own: tallies.get(key) ?? emptyTally(sites.length),
        known: sumOf([...tallies.values()], sites.length),
      };
    }),
    forage: enqueueActions(({ context, enqueue }) => {
      const site = siteToVisit(context.known);
      const hasFood = chance(context.sites[site]!);
      enqueue.assign({ own: visited(context.own, site, hasFood), left: context.left - 1 });
      enqueue.emit({ type: 'visited', site, hasFood });
    }),
    remember: sendTo(
      ({ context }) => context.memory,
      ({ context }): Remember => ({ type: 'REMEMBER', key: context.key, value: context.own }),
    ),
  },
}).createMachine({
  id: 'forager',
  context: ({ input }) => ({
    ...input,
    own: emptyTally(input.sites.length),
    known: emptyTally(input.sites.length),
    left: input.visits,
  }),
  initial: 'asking',
  states: {
    asking: {
      entry: 'ask',
      on: { RECALLED_ALL: { target: 'foraging', actions: 'learn' } },
    },
    foraging: {
      after: {
        visit: [
          { guard: 'isLastVisit', target: 'home', actions: ['forage', 'remember'] },
          { target: 'asking', actions: ['forage', 'remember'] },
        ],
      },
    },
    home: { type: 'final' },
  },
});
