/**
 * Two players rally over a network: do their counts ever differ by more than one, and is the rally
 * played to its end? Player 0 begins with PING 0; who has counted v answers PING v with PONG v, and
 * PONG v with PING v + 1, and counts on. The model is that of the actor tests of stateright
 * (J. Nadal). Expected: always within one of each other; 11 states for a rally to 5 on a network that
 * loses nothing, where it always ends, and 4,094 on one that loses and duplicates.
 */
import { type Address, defineSimulation, exponential, latency } from 'statehive';
import { assign, sendTo, setup } from 'xstate';
import { z } from 'zod';

type Shot = { type: 'PING'; value: number } | { type: 'PONG'; value: number };

const playerMachine = setup({
  types: {
    context: {} as { opponent: Address<Shot> | undefined; count: number; max: number },
    input: {} as { max: number },
    events: {} as
      | Shot
      | { type: 'SERVE'; to: Address<Shot> }
      | { type: 'AWAIT'; from: Address<Shot> },
  },
  guards: {
    isExpected: ({ context: { count, max } }, { value }: { value: number }) =>
      value === count && count < max,
  },
  actions: {
    countOn: assign({ count: ({ context }) => context.count + 1 }),
    shoot: sendTo(
      ({ context }) => context.opponent!,
      (_, shot: Shot) => shot,
    ),
  },
}).createMachine({
  id: 'player',
  context: ({ input: { max } }) => ({ opponent: undefined, count: 0, max }),
  on: {
    SERVE: {
      actions: [
        assign({ opponent: ({ event }) => event.to }),
        { type: 'shoot', params: { type: 'PING', value: 0 } },
      ],
    },
    AWAIT: { actions: assign({ opponent: ({ event }) => event.from }) },
    PING: {
      guard: { type: 'isExpected', params: ({ event }) => event },
      actions: [
        { type: 'shoot', params: ({ event: { value } }) => ({ type: 'PONG', value }) },
        'countOn',
      ],
    },
    PONG: {
      guard: { type: 'isExpected', params: ({ event }) => event },
      actions: [
        { type: 'shoot', params: ({ event: { value } }) => ({ type: 'PING', value: value + 1 }) },
        'countOn',
      ],
    },
  },
});

export default defineSimulation({
  name: 'ping-pong',
  summary: 'Two players count the shots of a rally over a network.',
  params: z.object({
    max: z.int().min(1).default(5).describe('how many shots each player returns'),
  }),
  network: () => [latency(exponential({ mean: 10 }))],
  compose({ swarm, params: { max } }) {
    const players = swarm.populate(playerMachine, 2, () => ({ input: { max } }));
    players.at(1).send({ type: 'AWAIT', from: players.at(0) });
    players.at(0).send({ type: 'SERVE', to: players.at(1) });
    const counts = () => [...players].map((player) => player.getSnapshot().context.count);
    return { counts };
  },
  properties: {
    always: {
      'within one of each other': ({ actors }) => {
        const [server = 0, other = 0] = actors.counts();
        return other - server === 0 || other - server === 1;
      },
    },
    sometimes: {
      'played to the end': ({ params, actors }) =>
        actors.counts().every((count) => count === params.max),
    },
    eventually: {
      'the rally ends': {
        withinMs: 1_000_000,
        holds: ({ params, actors }) => actors.counts().every((count) => count === params.max),
      },
    },
  },
});
