import { check, defineSimulation } from 'statehive';
import { describe, expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import { z } from 'zod';

const counter = setup({ types: { context: {} as { count: number } } }).createMachine({
  id: 'counter',
  context: { count: 0 },
  initial: 'counting',
  states: {
    counting: {
      after: {
        10: {
          target: 'counting',
          reenter: true,
          actions: assign({ count: ({ context }) => context.count + 1 }),
        },
      },
    },
  },
});

const counting = defineSimulation({
  name: 'counting',
  summary: 'Two actors count without end.',
  params: z.object({ max: z.int().default(3) }),
  compose: ({ swarm }) => [...swarm.populate(counter, 2, () => ({}))],
  exploreWhile: ({ params, actors }) =>
    actors.every((actor) => actor.getSnapshot().context.count <= params.max),
  properties: {
    never: {
      'beyond the boundary': ({ params, actors }) =>
        actors[0]!.getSnapshot().context.count > params.max,
    },
    sometimes: {
      'at the boundary': ({ params, actors }) =>
        actors[0]!.getSnapshot().context.count === params.max,
    },
    eventually: { 'at the end': { withinMs: 1, holds: () => false } },
  },
});

describe('a simulation without end is explored while it says so', () => {
  test.each(['bfs', 'dfs'] as const)(
    '%s: there are the states within the boundary',
    async (strategy) => {
      const { unique, isComplete, reason } = await check(counting, { strategy });
      expect({ unique, isComplete }).toEqual({ unique: 16, isComplete: true });
      expect(reason).toContain('exploreWhile');
    },
  );

  test('which are all that is judged', async () => {
    const { properties } = await check(counting);
    expect(properties.map(({ verdict }) => verdict)).toEqual(['held', 'reached', 'pending']);
  });

  test('and a state that is left out is not the end of a behaviour', async () => {
    const { counterexamples } = await check(counting, { deadlock: true });
    expect(counterexamples).toEqual([]);
  });
});
