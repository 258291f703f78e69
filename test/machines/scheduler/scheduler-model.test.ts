import { defineSimulation } from 'statehive';
import { itemsOf, type Priority, schedulerMachine, schedulingHint } from 'statehive/machines';
import { testModel } from 'statehive/vitest';
import { describe, expect } from 'vitest';
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { messages, silentMachine } from '../hive/stand-ins.ts';

/**
 * A scheduler of two lanes that never has tasks and workers wait at once. Of a whole round the most
 * urgent lane has eight turns, which no path here uses up: critical tasks go first.
 */
const model = setup({
  types: {
    context: {} as { critical: number; low: number; workers: number; started: Priority | 'none' },
    events: {} as { type: 'SUBMIT'; priority: 'critical' | 'low' } | { type: 'ASK' },
  },
  guards: {
    hasRoom: ({ context: { critical, low } }) => critical + low < 3,
    isOneWorker: ({ context }) => context.workers === 1,
    isOneTask: ({ context: { critical, low } }) => critical + low === 1,
    fewWorkers: ({ context }) => context.workers < 2,
  },
  actions: {
    queue: assign(({ context }, { priority }: { priority: 'critical' | 'low' }) => ({
      [priority]: context[priority] + 1,
    })),
    giveToWorker: assign(({ context }, { priority }: { priority: 'critical' | 'low' }) => ({
      workers: context.workers - 1,
      started: priority,
    })),
    wait: assign({ workers: ({ context }) => context.workers + 1 }),
    startFirst: assign(({ context: { critical, low } }) =>
      critical > 0
        ? { critical: critical - 1, started: 'critical' as const }
        : { low: low - 1, started: 'low' as const },
    ),
  },
}).createMachine({
  id: 'scheduler-model',
  context: { critical: 0, low: 0, workers: 0, started: 'none' },
  initial: 'idle',
  states: {
    idle: {
      on: {
        SUBMIT: { target: 'tasksWait', actions: { type: 'queue', params: ({ event }) => event } },
        ASK: { target: 'workersWait', actions: 'wait' },
      },
    },
    tasksWait: {
      on: {
        SUBMIT: { guard: 'hasRoom', actions: { type: 'queue', params: ({ event }) => event } },
        ASK: [
          { guard: 'isOneTask', target: 'idle', actions: 'startFirst' },
          { actions: 'startFirst' },
        ],
      },
    },
    workersWait: {
      on: {
        SUBMIT: [
          {
            guard: 'isOneWorker',
            target: 'idle',
            actions: { type: 'giveToWorker', params: ({ event }) => event },
          },
          { actions: { type: 'giveToWorker', params: ({ event }) => event } },
        ],
        ASK: { guard: 'fewWorkers', actions: 'wait' },
      },
    },
  },
});

const scheduling = defineSimulation({
  name: 'scheduling',
  summary: 'A scheduler, and somebody who submits and works.',
  params: z.object({}),
  compose({ swarm }) {
    const scheduler = swarm.spawn(schedulerMachine, { input: {} });
    const client = swarm.spawn(silentMachine);
    const workers = [...swarm.populate(silentMachine, 2, () => ({}))];
    /** One that does not wait yet. */
    const ask = () => {
      const { idle } = scheduler.getSnapshot().context;
      const worker = workers.find((each) => !itemsOf(idle).includes(each))!;
      scheduler.send({ type: 'ASK_FOR_WORK', worker });
    };
    const performed = messages(swarm, 'PERFORM');
    /** That it stands as the model does. */
    const stands = (critical: number, low: number, workers: number, started: string) => {
      const { lanes, idle } = scheduler.getSnapshot().context;
      expect(lanes.map(({ length }) => length)).toEqual([critical, 0, 0, low]);
      expect(idle).toHaveLength(workers);
      expect(performed.at(-1)?.event.task.hint.priority ?? 'none').toBe(started);
    };
    return { scheduler, client, ask, stands };
  },
});

describe('a scheduler does as its model', () => {
  testModel(model, {
    simulation: scheduling,
    cases: [
      { type: 'SUBMIT', priority: 'critical' },
      { type: 'SUBMIT', priority: 'low' },
    ],
    events: {
      SUBMIT: ({ actors: { scheduler, client }, event: { priority } }) => {
        const task = { id: priority, hint: schedulingHint(priority, 'hot', 'minimal') };
        scheduler.send({ type: 'SUBMIT', tasks: [task], replyTo: client });
      },
      ASK: ({ actors }) => actors.ask(),
    },
    states: {
      idle: ({ actors, model: { context } }) => actors.stands(0, 0, 0, context.started),
      tasksWait: ({ actors, model: { context } }) =>
        actors.stands(context.critical, context.low, 0, context.started),
      workersWait: ({ actors, model: { context } }) =>
        actors.stands(0, 0, context.workers, context.started),
    },
    // Not so many events that a round is over.
    walks: { runs: 100, eventsMax: 8 },
  });
});
