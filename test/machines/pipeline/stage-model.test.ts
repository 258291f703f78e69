import { constant, defineSimulation } from 'statehive';
import { pipelineMachine, progressOf } from 'statehive/machines';
import { testModel } from 'statehive/vitest';
import { describe, expect } from 'vitest';
import { assign, setup } from 'xstate';
import { z } from 'zod';

/**
 * A stage of three attempts: one fails when its work does, or when it says nothing in time, and the
 * next begins after a rest; what has succeeded stays so.
 */
const model = setup({
  types: {
    context: {} as { attempt: number },
    events: {} as { type: 'SUCCEED' | 'FAIL' | 'CRASH' | 'REST' },
  },
  guards: { isLast: ({ context }) => context.attempt === 3 },
  actions: { begin: assign({ attempt: ({ context }) => context.attempt + 1 }) },
}).createMachine({
  id: 'stage-model',
  context: { attempt: 1 },
  initial: 'running',
  states: {
    running: {
      on: {
        SUCCEED: 'succeeded',
        FAIL: [{ guard: 'isLast', target: 'failed' }, { target: 'resting' }],
        CRASH: [{ guard: 'isLast', target: 'failed' }, { target: 'resting' }],
      },
    },
    resting: { on: { REST: { target: 'running', actions: 'begin' } } },
    succeeded: {},
    failed: {},
  },
});

const [SERVICE_MS, TIMEOUT_MS, BACKOFF_MS] = [10, 100, 20];

const staging = defineSimulation({
  name: 'staging',
  summary: 'A pipeline of one stage, whose work can be made to fail.',
  params: z.object({}),
  compose({ swarm }) {
    const work = { fails: false };
    const make = () => {
      if (work.fails) throw new Error('no good');
      return 'made';
    };
    const stage = { name: 'only', after: [], service: constant(SERVICE_MS), make };
    const timeouts = { kind: 'fixed', timeoutMs: TIMEOUT_MS } as const;
    const limits = { attempts: 3, backoffMs: BACKOFF_MS, backoffMsMax: BACKOFF_MS };
    const pipeline = swarm.spawn(pipelineMachine, {
      input: { stages: [stage], timeouts, ...limits },
    });
    const progress = () => progressOf(pipeline.getSnapshot().context, 'only')!;
    const stands = (status: string, attempt: number) =>
      expect(progress()).toMatchObject({ status, attempt });
    return { work, progress, stands };
  },
});

describe('a stage does as its model', () => {
  testModel(model, {
    simulation: staging,
    events: {
      SUCCEED: ({ swarm }) => swarm.runFor(SERVICE_MS),
      FAIL: ({ swarm, actors: { work } }) => {
        work.fails = true;
        return swarm.runFor(SERVICE_MS);
      },
      // The pipeline hears nothing of it.
      CRASH: ({ swarm, actors: { progress } }) => {
        swarm.crash(swarm.find(`pipeline/only-${progress().ticket}`)!);
        return swarm.runFor(TIMEOUT_MS);
      },
      REST: ({ swarm, actors: { work } }) => {
        work.fails = false;
        return swarm.runFor(BACKOFF_MS);
      },
    },
    states: {
      running: ({ actors, model }) => actors.stands('running', model.context.attempt),
      resting: ({ actors, model }) => actors.stands('resting', model.context.attempt),
      succeeded: ({ actors, model }) => actors.stands('succeeded', model.context.attempt),
      failed: ({ actors, model }) => actors.stands('failed', model.context.attempt),
    },
    walks: { runs: 50 },
  });
});
