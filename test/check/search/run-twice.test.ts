import { type Address, chaos, defineSimulation, runTwice } from 'statehive';
import { describe, expect, test } from 'vitest';
import { assign, sendTo, setup } from 'xstate';
import { z } from 'zod';
import { telling } from '../../faults/telling.ts';
import { engines, recorder } from '../../swarm/stand-ins.ts';

/** What a machine must not do: it counts in its module, where the next run finds it. */
let leaked = 0;

const leaky = setup({
  types: {
    input: {} as { to: Address<{ type: 'NOTE'; n: number }> },
    context: {} as { to: Address<{ type: 'NOTE'; n: number }>; n: number },
  },
  actions: { count: assign({ n: () => leaked++ }) },
}).createMachine({
  id: 'leaky',
  context: ({ input: { to } }) => ({ to, n: 0 }),
  initial: 'waiting',
  states: {
    waiting: { after: { 10: { target: 'telling', actions: 'count' } } },
    telling: {
      after: {
        10: {
          target: 'waiting',
          actions: sendTo(
            ({ context }) => context.to,
            ({ context }) => ({ type: 'NOTE', n: context.n }),
          ),
        },
      },
    },
  },
});

const leaking = defineSimulation({
  name: 'leaking',
  summary: 'It leaks.',
  params: z.object({}),
  limits: { simulatedMs: 100 },
  compose: ({ swarm }) => {
    const to = swarm.spawn(recorder);
    swarm.spawn(leaky, { input: { to } });
  },
});

let compositions = 0;

const growing = defineSimulation({
  name: 'growing',
  summary: 'It grows from run to run.',
  params: z.object({}),
  compose: ({ swarm }) => {
    compositions += 1;
    return swarm.populate(recorder, compositions, () => ({}));
  },
});

describe.each(engines)('on the %s engine', (engine) => {
  test('two runs of a sound simulation do not part, faults and all', async () => {
    const { parting, result } = await runTwice(telling, { seed: 7, engine, faults: chaos() });
    expect(parting).toBeUndefined();
    expect(result.seed).toBe(7);
  });

  test('a drawn seed is the same for both', async () => {
    expect((await runTwice(telling, { engine })).parting).toBeUndefined();
  });

  test('the first step that differs is named, with its actor and its event', async () => {
    leaked = 0;
    const { parting } = await runTwice(leaking, { seed: 7, engine });
    // It counts at 10 ms, but what it has counted to is first told at 20.
    const step = { step: 4, atMs: 20, actor: 'leaky', event: 'xstate.after.10.leaky.telling' };
    expect(parting).toEqual({ first: step, second: step });
  });

  test('a run that has ended before the other is told as such', async () => {
    compositions = 0;
    const { parting } = await runTwice(growing, { seed: 7, engine });
    expect(parting).toEqual({
      first: undefined,
      second: { step: 2, atMs: 0, actor: 'recorder-1', event: 'xstate.init' },
    });
  });
});
