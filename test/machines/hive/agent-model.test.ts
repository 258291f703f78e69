import { defineSimulation } from 'statehive';
import { agentMachine } from 'statehive/machines';
import { testModel } from 'statehive/vitest';
import { describe, expect } from 'vitest';
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { detectionTasks, lookupsOf } from '../../../machines/hive/task.ts';
import { knowledge, messages, silentMachine, traits, twoPacks } from './stand-ins.ts';

/** An agent starts up, does up to two orders one after the other, and may crash at any time. */
const model = setup({
  types: {
    context: {} as { orders: number; answers: number },
    events: {} as { type: 'START' | 'ORDER' | 'FINISH' | 'CRASH' },
  },
  guards: {
    hasOrders: ({ context }) => context.orders > 0,
    isLast: ({ context }) => context.orders === 1,
    mayOrder: ({ context }) => context.orders + context.answers < 3,
  },
  actions: {
    order: assign({ orders: ({ context }) => context.orders + 1 }),
    answer: assign(({ context: { orders, answers } }) => ({
      orders: orders - 1,
      answers: answers + 1,
    })),
  },
}).createMachine({
  id: 'agent-model',
  context: { orders: 0, answers: 0 },
  initial: 'starting',
  states: {
    starting: {
      on: {
        START: [{ guard: 'hasOrders', target: 'working' }, { target: 'idle' }],
        ORDER: { guard: 'mayOrder', actions: 'order' },
        CRASH: 'crashed',
      },
    },
    idle: {
      on: { ORDER: { guard: 'mayOrder', target: 'working', actions: 'order' }, CRASH: 'crashed' },
    },
    working: {
      on: {
        ORDER: { guard: 'mayOrder', actions: 'order' },
        FINISH: [{ guard: 'isLast', target: 'idle', actions: 'answer' }, { actions: 'answer' }],
        CRASH: 'crashed',
      },
    },
    // Nothing comes of orders any more.
    crashed: { on: { ORDER: {} } },
  },
});

const known = knowledge();
const [task] = detectionTasks(twoPacks, 1, 'hashed');

const agency = defineSimulation({
  name: 'agency',
  summary: 'An agent, and a queen who only listens.',
  params: z.object({}),
  compose({ swarm }) {
    const queen = swarm.spawn(silentMachine, { id: 'queen' });
    const ready = messages(swarm, 'READY');
    const worked = messages(swarm, 'WORKED');
    const alike = traits();
    const input = { queen, knowledge: known, traitsOf: () => alike };
    const agent = swarm.spawn(agentMachine, { id: 'agent-0', input });
    /** That it stands as the model does. */
    const stands = (value: string, { orders, answers }: { orders: number; answers: number }) => {
      expect(agent.getSnapshot().value).toBe(value);
      expect(agent.getSnapshot().context.orders).toHaveLength(orders);
      expect(worked).toHaveLength(answers);
    };
    return { agent, queen, ready, stands };
  },
});

describe('an agent does as its model', () => {
  testModel(model, {
    simulation: agency,
    events: {
      START: async ({ swarm, actors: { ready } }) => {
        expect(ready).toEqual([]);
        await swarm.runFor(5);
        expect(ready).toHaveLength(1);
      },
      ORDER: ({ actors: { agent, queen } }) =>
        agent.send({ type: 'WORK', share: 0, task: task!, replyTo: queen }),
      FINISH: ({ swarm }) => swarm.runFor(lookupsOf(task!, known)),
      CRASH: ({ actors: { agent } }) => agent.send({ type: 'CRASH' }),
    },
    states: {
      starting: ({ actors, model: { context } }) => actors.stands('starting', context),
      idle: ({ actors, model: { context } }) => actors.stands('idle', context),
      working: ({ actors, model: { context } }) => actors.stands('working', context),
      crashed: ({ actors, model: { context } }) => actors.stands('crashed', context),
    },
    walks: { runs: 50 },
  });
});
