import { type Address, check, choose, defineSimulation } from 'statehive';
import { describe, expect, test } from 'vitest';
import { assign, sendTo, setup } from 'xstate';
import { z } from 'zod';

type Graph = Readonly<Record<number, readonly number[]>>;

/** Walks a graph from 0; where there are several ways on, it may take any. */
const walker = (graph: Graph) =>
  setup({
    types: { context: {} as { at: number } },
    guards: { canGoOn: ({ context }) => (graph[context.at] ?? []).length > 0 },
  }).createMachine({
    id: 'walker',
    context: { at: 0 },
    initial: 'deciding',
    states: {
      deciding: { always: [{ guard: 'canGoOn', target: 'walking' }, { target: 'resting' }] },
      walking: {
        after: {
          10: {
            target: 'deciding',
            actions: assign({ at: ({ context }) => choose(graph[context.at]!) }),
          },
        },
      },
      resting: {},
    },
  });

const walk = (graph: Graph) =>
  defineSimulation({
    name: 'walk',
    summary: 'Somebody walks through a graph.',
    params: z.object({}),
    compose: ({ swarm }) => swarm.spawn(walker(graph)),
    properties: {
      eventually: {
        odd: { withinMs: 1_000, holds: ({ actors }) => actors.getSnapshot().context.at % 2 === 1 },
      },
    },
  });

const oddIn = async (graph: Graph) => {
  const { properties, counterexamples } = await check(walk(graph));
  return { verdict: properties[0]?.verdict, counterexample: counterexamples[0] };
};

describe('what must eventually hold', () => {
  test('does on every path, though after a different number of steps', async () => {
    expect(await oddIn({ 0: [2, 1], 2: [4], 4: [3] })).toMatchObject({ verdict: 'held' });
  });

  test('does not when a path ends before', async () => {
    const { verdict, counterexample } = await oddIn({ 0: [1, 2] });
    expect(verdict).toBe('violated');
    expect(counterexample?.steps).toHaveLength(1);
    expect(counterexample?.loopsFrom).toBeUndefined();
  });

  // A search that marks states as visited and looks no further misses both of these.
  test('does not when a path goes round for ever', async () => {
    const { verdict, counterexample } = await oddIn({ 0: [2], 2: [4], 4: [2] });
    expect(verdict).toBe('violated');
    expect(counterexample).toMatchObject({ loopsFrom: 1 });
  });

  test('does not when a path joins one on which it did hold, and then ends', async () => {
    const graph = { 0: [2, 1], 2: [4], 1: [4], 4: [6] };
    expect(await oddIn(graph)).toMatchObject({ verdict: 'violated' });
  });
});

describe('what must eventually hold in fair behaviours', () => {
  type Ping = { type: 'PING'; by: Address<Ping> };
  const pinged = setup({ types: { events: {} as Ping } }).createMachine({
    id: 'pinged',
    initial: 'on',
    on: {
      PING: {
        actions: sendTo(
          ({ event }) => event.by,
          ({ self }) => ({ type: 'PING', by: self }),
        ),
      },
    },
    states: { on: { after: { 10: 'off' } }, off: {} },
  });
  const rally = defineSimulation({
    name: 'rally',
    summary: 'Two ping each other for ever; one has something else to do.',
    params: z.object({}),
    compose({ swarm }) {
      const [one, other] = swarm.populate(pinged, 2, () => ({}));
      one!.send({ type: 'PING', by: other! });
      return one!;
    },
    properties: {
      eventually: {
        off: { withinMs: 10, holds: ({ actors }) => actors.getSnapshot().matches('off') },
      },
    },
  });

  test.each([
    [false, 'violated'],
    // It acts all the time: it answers.
    ['actors', 'violated'],
    ['moves', 'held'],
  ] as const)('to %s: %s', async (fair, verdict) => {
    const { properties } = await check(rally, { fair });
    expect(properties[0]?.verdict).toBe(verdict);
  });
});

test('a timer that is armed anew again and again need not fire', async () => {
  const beat = setup({ types: { context: {} as { of: Address<{ type: 'BEAT' }> } } });
  const heart = beat.createMachine({
    id: 'heart',
    context: ({ input }) => ({ of: (input as { of: Address<{ type: 'BEAT' }> }).of }),
    initial: 'on',
    states: {
      on: {
        after: {
          10: {
            target: 'on',
            reenter: true,
            actions: sendTo(({ context }) => context.of, { type: 'BEAT' }),
          },
        },
      },
    },
  });
  const watcher = setup({ types: { events: {} as { type: 'BEAT' } } }).createMachine({
    id: 'watcher',
    initial: 'calm',
    states: {
      calm: { on: { BEAT: { target: 'calm', reenter: true } }, after: { 50: 'alarmed' } },
      alarmed: { type: 'final' },
    },
  });
  const watching = defineSimulation({
    name: 'watching',
    summary: 'Somebody is alarmed when a heart stops.',
    params: z.object({}),
    compose({ swarm }) {
      const of = swarm.spawn(watcher);
      swarm.spawn(heart, { input: { of } });
      return of;
    },
    properties: {
      eventually: {
        alarmed: { withinMs: 50, holds: ({ actors }) => actors.getSnapshot().matches('alarmed') },
      },
    },
  });
  const { properties } = await check(watching, { fair: 'moves', prompt: true });
  expect(properties[0]?.verdict).toBe('violated');
});
