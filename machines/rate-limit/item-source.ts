import { type Address, type Distribution, sample } from 'statehive';
import { assign, enqueueActions, setup } from 'xstate';
import type { Credit, Item, Offer } from './messages.ts';

/** What a source is given. */
export interface ItemSourceInput {
  /** Its number among sources. */
  readonly index: number;
  /** How many items it makes. */
  readonly items: number;
  /** The time from one item to the next, simulated ms. */
  readonly interarrival: Distribution;
  readonly limiter: Address<Offer>;
  /** How many items may be on their way or waiting at the limiter; undefined for any number. */
  readonly window: number | undefined;
}

export interface ItemSourceContext extends ItemSourceInput {
  readonly made: number;
  readonly offered: number;
  /** How many of those that were offered have passed. */
  readonly passed: number;
}

/** A source has made an item; it offers it as soon as it may. */
export interface Made extends Omit<Item, 'type'> {
  readonly type: 'made';
  /** How many it has that are not offered yet, this one included. */
  readonly backlog: number;
}

/**
 * Makes items and offers them to a limiter, no more at a time than its window: what is beyond waits
 * here, where whatever makes it can be told. This is backpressure by credits, as links of switches have it.
 *
 * @see H. T. Kung, R. Morris, Credit-based flow control for ATM networks, IEEE Network 9 (2), 1995
 */
export const itemSourceMachine = setup({
  types: {
    input: {} as ItemSourceInput,
    context: {} as ItemSourceContext,
    events: {} as Credit,
    emitted: {} as Made,
  },
  delays: { interarrival: ({ context }) => sample(context.interarrival) },
  guards: {
    canOffer: ({ context: { made, offered, passed, window } }) =>
      offered < made && (window === undefined || offered - passed < window),
    hasMadeAll: ({ context: { made, items } }) => made === items,
  },
  actions: {
    make: enqueueActions(({ context: { index: source, made, offered }, enqueue }) => {
      enqueue.assign({ made: made + 1 });
      enqueue.emit({ type: 'made', source, nth: made + 1, backlog: made + 1 - offered });
    }),
    offer: enqueueActions(({ context: { index: source, offered, limiter }, enqueue, self }) => {
      const item: Item = { type: 'ITEM', source, nth: offered + 1 };
      enqueue.assign({ offered: offered + 1 });
      enqueue.sendTo(limiter, { type: 'OFFER', item, from: self });
    }),
    credit: assign({ passed: ({ context }) => context.passed + 1 }),
  },
}).createMachine({
  id: 'source',
  context: ({ input }) => ({ ...input, made: 0, offered: 0, passed: 0 }),
  on: { CREDIT: { actions: 'credit' } },
  always: { guard: 'canOffer', actions: 'offer' },
  initial: 'making',
  states: {
    making: {
      always: { guard: 'hasMadeAll', target: 'done' },
      after: { interarrival: { target: 'making', reenter: true, actions: 'make' } },
    },
    done: {},
  },
});
