/**
 * Can philosophers starve, each with one fork in hand? They sit around a table with a fork between any
 * two, take the forks on both sides one after the other, eat, and put them back (E. W. Dijkstra,
 * Hierarchical ordering of sequential processes, 1971; the table is C. A. R. Hoare's). Expected: if all
 * take the fork on their right first, they come to a deadlock in which everybody holds one; if one of
 * them takes the left one first, everybody eats in the end. A fork that is not free keeps in mind who
 * waits for it.
 */
import { type Address, defineSimulation, exponential, latency, sample } from 'statehive';
import { assign, sendTo, setup } from 'xstate';
import { z } from 'zod';

type Granted = { type: 'GRANTED' };
type Philosopher = Address<Granted>;
type Asked = { type: 'TAKE'; by: Philosopher } | { type: 'PUT_BACK' };
type Fork = Address<Asked>;

const forkMachine = setup({
  types: { context: {} as { waiting: readonly Philosopher[] }, events: {} as Asked },
  actions: { grant: sendTo((_, to: Philosopher) => to, { type: 'GRANTED' }) },
  guards: { isAwaited: ({ context }) => context.waiting.length > 0 },
}).createMachine({
  id: 'fork',
  context: { waiting: [] },
  initial: 'free',
  states: {
    free: {
      tags: 'end',
      on: {
        TAKE: {
          target: 'taken',
          actions: { type: 'grant', params: ({ event }) => event.by },
        },
      },
    },
    taken: {
      on: {
        TAKE: {
          actions: assign({ waiting: ({ context, event }) => [...context.waiting, event.by] }),
        },
        PUT_BACK: [
          {
            guard: 'isAwaited',
            actions: [
              { type: 'grant', params: ({ context }) => context.waiting[0]! },
              assign({ waiting: ({ context }) => context.waiting.slice(1) }),
            ],
          },
          { target: 'free' },
        ],
      },
    },
  },
});

const philosopherMachine = setup({
  types: {
    context: {} as { first: Fork; second: Fork },
    input: {} as { first: Fork; second: Fork },
    events: {} as Granted,
  },
  delays: {
    think: () => sample(exponential({ mean: 5 })),
    eat: () => sample(exponential({ mean: 5 })),
  },
  actions: {
    take: sendTo(
      (_, fork: Fork) => fork,
      ({ self }) => ({ type: 'TAKE', by: self }),
    ),
    putBack: sendTo((_, fork: Fork) => fork, { type: 'PUT_BACK' }),
  },
}).createMachine({
  id: 'philosopher',
  context: ({ input }) => input,
  initial: 'thinking',
  states: {
    thinking: { after: { think: 'hungry' } },
    hungry: {
      entry: { type: 'take', params: ({ context }) => context.first },
      on: { GRANTED: 'holdingOne' },
    },
    holdingOne: {
      entry: { type: 'take', params: ({ context }) => context.second },
      on: { GRANTED: 'eating' },
    },
    eating: { after: { eat: 'sated' } },
    sated: {
      type: 'final',
      entry: [
        { type: 'putBack', params: ({ context }) => context.first },
        { type: 'putBack', params: ({ context }) => context.second },
      ],
    },
  },
});

export default defineSimulation({
  name: 'dining-philosophers',
  summary: 'Philosophers around a table share a fork with each neighbour.',
  params: z.object({
    philosophers: z.int().min(2).default(3).describe('how many sit around the table'),
    leftHanded: z.int().min(0).default(0).describe('how many of them take the left fork first'),
  }),
  network: () => [latency(exponential({ mean: 5 }))],
  checking: { deadlock: true },
  compose({ swarm, params: { philosophers: count, leftHanded } }) {
    const forks = swarm.populate(forkMachine, count, () => ({}));
    const philosophers = swarm.populate(philosopherMachine, count, (seat) => {
      const [right, left] = [forks.at(seat), forks.at((seat + 1) % count)];
      const input =
        seat < leftHanded ? { first: left, second: right } : { first: right, second: left };
      return { input };
    });
    return { philosophers };
  },
  properties: {
    never: {
      'neighbours eat at the same time': ({ params, actors: { philosophers } }) =>
        [...philosophers].some((philosopher, seat) => {
          const neighbour = philosophers.at((seat + 1) % params.philosophers);
          return [philosopher, neighbour].every((each) => each.getSnapshot().matches('eating'));
        }),
    },
    sometimes: {
      'one eats': ({ actors }) =>
        [...actors.philosophers].some((each) => each.getSnapshot().matches('eating')),
    },
    eventually: {
      'everybody has eaten': {
        withinMs: 10_000,
        holds: ({ actors }) =>
          [...actors.philosophers].every((each) => each.getSnapshot().status === 'done'),
      },
    },
  },
});
