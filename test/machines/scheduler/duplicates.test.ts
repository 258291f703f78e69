/** What schedulers and workers make of messages that arrive twice, without leases to mend it. */
import { check, constant, createSwarm, defineSimulation, latency } from 'statehive';
import {
  type Done,
  type Perform,
  type ScheduledTask,
  schedulerMachine,
  schedulingHint,
  workerMachine,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { silentMachine } from '../hive/stand-ins.ts';

/** Keeps which tasks are done. */
const clientMachine = setup({
  types: { context: {} as { done: Readonly<Record<string, true>> }, events: {} as Done },
}).createMachine({
  id: 'client',
  context: { done: {} },
  on: {
    DONE: {
      actions: assign({
        done: ({ context, event }) => ({ ...context.done, [event.task.id]: true as const }),
      }),
    },
  },
});

const tasksOf = (ids: string): ScheduledTask[] =>
  [...ids].map((id) => ({ id, hint: schedulingHint('normal', 'hot', 'minimal') }));

const working = defineSimulation({
  name: 'working',
  summary: 'Workers do the tasks of a scheduler that gives no leases.',
  params: z.object({ workers: z.int().default(1), tasks: z.string().default('abc') }),
  network: () => [latency(constant(1))],
  compose({ swarm, params }) {
    const scheduler = swarm.spawn(schedulerMachine, { id: 'scheduler', input: {} });
    const client = swarm.spawn(clientMachine, { id: 'client' });
    swarm.populate(workerMachine, params.workers, () => ({
      input: { scheduler, service: constant(10) },
    }));
    scheduler.send({ type: 'SUBMIT', tasks: tasksOf(params.tasks), replyTo: client });
    return { client };
  },
  properties: {
    eventually: {
      'all tasks are done': {
        withinMs: 10_000,
        holds: ({ params, actors: { client } }) =>
          Object.keys(client.getSnapshot().context.done).length === params.tasks.length,
      },
    },
  },
});

describe('every behaviour', { timeout: 60_000 }, () => {
  test.each([
    { workers: 1, tasks: 'abc', duplications: 3 },
    { workers: 2, tasks: 'abc', duplications: 1 },
  ])(
    'of $workers workers has all tasks done, though $duplications messages arrive twice',
    async ({ duplications, ...params }) => {
      const { outcome, counterexamples } = await check(working, {
        params,
        discard: true,
        faults: { duplications },
      });
      expect(counterexamples.flatMap(({ steps }) => steps)).toEqual([]);
      expect(outcome).toBe('complete');
    },
  );
});

test('a worker keeps what it is given while it works, each once, and does it afterwards', async () => {
  const swarm = createSwarm({ seed: 7 });
  const scheduler = swarm.spawn(silentMachine);
  const client = swarm.spawn(clientMachine);
  const worker = swarm.spawn(workerMachine, { input: { scheduler, service: constant(10) } });
  const finished: string[] = [];
  swarm.emitted(worker, 'finished').subscribe(({ task }) => finished.push(task));
  const [a, b, c] = tasksOf('abc').map(
    (task): Perform => ({ type: 'PERFORM', task, replyTo: client }),
  );
  for (const order of [a!, a!, b!, c!, b!]) worker.send(order);
  await swarm.runFor(100);
  expect(finished).toEqual(['a', 'b', 'c']);
});
