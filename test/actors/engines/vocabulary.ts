import { type Address, exponential, now, random, sample } from 'statehive';
import { and, assign, cancel, emit, enqueueActions, log, not, raise, sendTo, setup } from 'xstate';
import { children } from './children.ts';
import {
  type Context,
  type Fate,
  type Input,
  type Meet,
  type News,
  type Said,
  WORDS,
  type Word,
} from './words.ts';

/** What all machines of the pool can do: they differ in their states. */
export const vocabulary = setup({
  types: {
    input: {} as Input,
    context: {} as Context,
    events: {} as Word | Meet | News | Fate,
    emitted: {} as Said,
    tags: {} as 'busy',
  },
  actors: children,
  delays: {
    soon: () => sample(exponential({ mean: 4 })),
    byCount: ({ context }) => (context.n % 4) + 1,
  },
  guards: {
    isOdd: ({ context }) => context.n % 2 === 1,
    isFew: ({ context }) => context.n < 6,
    isLucky: () => random().uniform() < 0.5,
    isOddAndFew: and(['isOdd', 'isFew']),
    isEven: not('isOdd'),
    isWilling: () => true,
  },
  actions: {
    meet: assign({
      peers: ({ event, context }) => (event.type === 'MEET' ? event.peers : context.peers),
    }),
    count: assign({ n: ({ context }) => context.n + 1 }),
    draw: assign({ n: () => random().integer(0, 9) }),
    note: assign({
      notes: ({ context, event, self }) => [...context.notes, `${event.type}@${now()} ${self.id}`],
    }),
    outcome: assign({
      notes: ({ context, event }) => {
        const { output, error, snapshot } = event as {
          output?: unknown;
          error?: unknown;
          snapshot?: unknown;
        };
        const status = (snapshot as { status?: string } | undefined)?.status;
        return [...context.notes, JSON.stringify([event.type, output, String(error), status])];
      },
    }),
    say: emit(({ context, event }) => ({ type: 'said', what: [event.type, context.n, now()] })),
    adopt: assign(({ spawn, context: { n } }) => {
      spawn('tally', { id: `sum-${n}` });
      return {};
    }),
    log: log(({ context }) => `at ${context.n}`),
    /** Tells a peer a word, which may lead to others. */
    tell: enqueueActions(({ context, event, enqueue }) => {
      if (!('hops' in event) || event.hops <= 0 || context.peers.length === 0) return;
      const word = { type: random().pick(WORDS), hops: event.hops - 1 };
      enqueue.sendTo(random().pick(context.peers), word);
      enqueue('count');
    }),
    tellLater: enqueueActions(({ context, enqueue }) => {
      const [peer] = context.peers;
      if (peer === undefined) return;
      enqueue.sendTo(
        peer,
        { type: 'NEXT', hops: 1 },
        { id: 'later', delay: sample(exponential({ mean: 5 })) },
      );
    }),
    takeBack: cancel('later'),
    raiseLater: raise({ type: 'GO', hops: 0 }, { id: 'raised', delay: 6 }),
    dropRaised: cancel('raised'),
    askSystem: sendTo(({ system, self }): Address<Word> => system.get('clerk') ?? self, {
      type: 'NEXT',
      hops: 0,
    }),
    fail: () => {
      throw new Error('broken');
    },
  },
});

/** How each machine of the pool begins. */
export const context = ({ input }: { input: Input }): Context => ({
  scheduler: input.scheduler,
  peers: [],
  n: 0,
  notes: [],
});
