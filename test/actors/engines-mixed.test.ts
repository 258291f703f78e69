import fc from 'fast-check';
import {
  createSwarm,
  defineSimulation,
  type EngineChoice,
  run,
  UnsupportedFeatureError,
} from 'statehive';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AnyStateMachine, and, assign, setup } from 'xstate';
import { z } from 'zod';
import { plans, play } from './engines/random-swarm.ts';
import { foreignGuard, stubborn } from './engines/stubborn.ts';

const { warn } = console;
beforeAll(() => {
  console.warn = () => {};
});
afterAll(() => {
  console.warn = warn;
});

const counting = setup({
  types: { context: {} as { n: number }, events: {} as { type: 'GO' } },
  guards: { isWilling: () => true },
  actions: { count: assign({ n: ({ context }) => context.n + 1 }) },
}).createMachine({
  id: 'counting',
  context: { n: 0 },
  initial: 'on',
  states: { on: { on: { GO: { guard: 'isWilling', actions: 'count' } } } },
});

const refusing = counting.provide({ guards: { isWilling: foreignGuard } });

const nested = setup({ guards: { foreignGuard } }).createMachine({
  id: 'nested',
  initial: 'on',
  states: { on: { on: { GO: { guard: and(['foreignGuard']), target: 'off' } } }, off: {} },
});

/** A run of one actor of each machine, all of which are told to go. */
const runAll = (machines: readonly AnyStateMachine[], engine: EngineChoice) => {
  const simulation = defineSimulation({
    name: 'mixed',
    summary: 'Machines of all kinds.',
    params: z.object({}),
    compose({ swarm }) {
      const actors = machines.map((machine, i) =>
        swarm.spawn<AnyStateMachine>(machine, { id: `actor-${i}` }),
      );
      for (const actor of actors) actor.send({ type: 'GO' });
      return actors;
    },
    report: ({ actors }) => actors.map((actor) => actor.getSnapshot().toJSON()),
  });
  return run(simulation, { seed: 1, engine });
};

describe('a machine that cannot be compiled', () => {
  test('runs on XState, alone, and the result names it and what it uses', async () => {
    const result = await runAll([counting, refusing, counting, refusing], 'auto');
    expect(result).toMatchObject({ outcome: 'completed', engine: 'compiled' });
    expect(result.fallbacks).toEqual([
      {
        machine: 'counting',
        reason: expect.stringMatching(
          /^Machine 'counting' cannot be compiled: state 'counting.on' uses /,
        ),
      },
    ]);
    expect(result.report).toMatchObject([{}, {}, {}, {}].map(() => ({ context: { n: 1 } })));
    expect(result.traceHash).toBe((await runAll(Array(4).fill(counting), 'xstate')).traceHash);
  });

  test('is found out before it starts, also where its guard stands inside another one', async () => {
    const result = await runAll([nested, counting], 'auto');
    expect(result).toMatchObject({ outcome: 'completed', report: [{ value: 'off' }, {}] });
    expect(result.fallbacks).toMatchObject([{ machine: 'nested' }]);
  });

  test.each([
    ['guard', refusing, 'counting', 'counting.on'],
    ['inner guard', nested, 'nested', 'nested.on'],
  ])('is an error with the compiled engine: %s', (_, machine, id, state) => {
    const swarm = createSwarm({ seed: 1, engine: 'compiled' });
    const refused = { machine: id, state, feature: expect.stringContaining('guard') };
    const spawn = () => swarm.spawn<AnyStateMachine>(machine);
    expect(spawn).toThrow(UnsupportedFeatureError);
    expect(spawn).toThrow(expect.objectContaining(refused));
    expect(spawn).toThrow(`Machine '${id}' cannot be compiled: state '${state}' uses a guard`);
  });

  test('leaves its address free when it is refused', () => {
    const swarm = createSwarm({ seed: 1, engine: 'compiled' });
    expect(() => swarm.spawn(refusing, { id: 'one' })).toThrow(UnsupportedFeatureError);
    expect(() => swarm.populate(refusing, 2, () => ({}))).toThrow(UnsupportedFeatureError);
    expect(swarm.activeActors).toBe(0);
    swarm.spawn(counting, { id: 'one' });
    expect(swarm.populate(counting, 2, () => ({})).size).toBe(2);
  });

  test('is not one whose guards stand inside each other, as long as nobody asks', async () => {
    const isBoth = { a: and(['b' as never]), b: and(['a' as never]) };
    const circular = setup({ guards: isBoth }).createMachine({
      id: 'circular',
      on: { ASK: { guard: 'a', actions: () => {} } },
    });
    expect(await runAll([circular], 'compiled')).toMatchObject({ outcome: 'completed' });
  });

  test('is none where XState runs all', async () => {
    expect(await runAll([refusing], 'xstate')).toMatchObject({ engine: 'xstate', fallbacks: [] });
  });
});

test('random swarms of both kinds of machines do the same as under XState alone', async () => {
  const agree = fc.asyncProperty(plans, async (plan) => {
    expect(await play(plan, 'auto', stubborn)).toEqual(await play(plan, 'xstate'));
  });
  await fc.assert(agree, { numRuns: 300 });
}, 600_000);
