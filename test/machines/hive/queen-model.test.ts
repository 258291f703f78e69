import { constant, defineSimulation } from 'statehive';
import { queenMachine } from 'statehive/machines';
import { testModel } from 'statehive/vitest';
import { describe, expect } from 'vitest';
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { knowledge, traits } from './stand-ins.ts';

/**
 * A queen leads her hive through the phases. Each ends when the agents have answered, or, when they
 * are silent, by her deadline; those that were late for the first are there for the second.
 */
const model = setup({
  types: {
    context: {} as { areUp: boolean },
    events: {} as { type: 'UP' | 'ANSWERED' | 'DEADLINE' | 'WRITTEN' },
  },
  guards: { areUp: ({ context }) => context.areUp },
  actions: { areUp: assign({ areUp: true }) },
}).createMachine({
  id: 'queen-model',
  context: { areUp: false },
  initial: 'spawning',
  states: {
    spawning: { on: { UP: { target: 'analysing', actions: 'areUp' }, DEADLINE: 'analysing' } },
    analysing: {
      on: {
        ANSWERED: { guard: 'areUp', target: 'detecting' },
        DEADLINE: { target: 'detecting', actions: 'areUp' },
      },
    },
    detecting: { on: { ANSWERED: 'resolving', DEADLINE: 'resolving' } },
    resolving: { on: { ANSWERED: 'validating', DEADLINE: 'validating' } },
    validating: { on: { ANSWERED: 'generating', DEADLINE: 'generating' } },
    generating: { on: { WRITTEN: 'resting' } },
    resting: {},
  },
});

const DEADLINE_MS = 1_000;

const hive = defineSimulation({
  name: 'small-hive',
  summary: 'A queen and two agents, who can be silenced.',
  params: z.object({}),
  compose({ swarm }) {
    const alike = traits({ effort: constant(1) });
    const queen = swarm.spawn(queenMachine, {
      input: {
        knowledge: knowledge(),
        agents: 2,
        traitsOf: () => alike,
        spawn: 'parallel',
        deadlineMs: DEADLINE_MS,
        lookupMs: 1,
      },
    });
    const phase = () => String(Object.keys(Object(queen.getSnapshot().value))[0] ?? '');
    const state = () => {
      const { value } = queen.getSnapshot();
      return typeof value === 'string' ? value : phase();
    };
    /** How long it takes until the queen goes on. */
    const tookMs = async () => {
      const [before, atMs] = [state(), swarm.nowMs];
      while (state() === before && swarm.nowMs < atMs + 10 * DEADLINE_MS) await swarm.runFor(0.5);
      return swarm.nowMs - atMs;
    };
    const each = (act: 'pause' | 'resume') => {
      for (const agent of [0, 1]) swarm[act](swarm.find(`queen/agent-${agent}`)!);
    };
    return { state, tookMs, silence: () => each('pause'), listen: () => each('resume') };
  },
});

const goOn = async ({ actors }: { actors: { tookMs(): Promise<number> } }) =>
  expect(await actors.tookMs()).toBeLessThan(DEADLINE_MS);

describe('a queen does as her model', () => {
  testModel(model, {
    simulation: hive,
    events: {
      UP: goOn,
      ANSWERED: goOn,
      WRITTEN: goOn,
      DEADLINE: async ({ actors }) => {
        actors.silence();
        expect(await actors.tookMs()).toBeGreaterThanOrEqual(DEADLINE_MS - 10);
        actors.listen();
      },
    },
    states: {
      spawning: ({ actors }) => expect(actors.state()).toBe('spawning'),
      analysing: ({ actors }) => expect(actors.state()).toBe('analysing'),
      detecting: ({ actors }) => expect(actors.state()).toBe('detecting'),
      resolving: ({ actors }) => expect(actors.state()).toBe('resolving'),
      validating: ({ actors }) => expect(actors.state()).toBe('validating'),
      generating: ({ actors }) => expect(actors.state()).toBe('generating'),
      resting: ({ actors }) => expect(actors.state()).toBe('resting'),
    },
    walks: { runs: 20 },
  });
});
