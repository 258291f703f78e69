import fc from 'fast-check';
import { constant, createSwarm, exponential, latency } from 'statehive';
import {
  type Done,
  PRIORITIES,
  type Priority,
  PriorityScheduler,
  type ScheduledTask,
  schedulerMachine,
  schedulingHint,
  taskWaits,
  workerMachine,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import { anyHint } from './random-hints.ts';

/** Counts what comes back to it. */
const submitter = setup({
  types: { context: {} as { done: readonly string[] }, events: {} as Done },
}).createMachine({
  id: 'submitter',
  context: { done: [] },
  on: {
    DONE: { actions: assign({ done: ({ context, event }) => [...context.done, event.task.id] }) },
  },
});

const taskOf = (id: string, priority: Priority): ScheduledTask => ({
  id,
  hint: schedulingHint(priority, 'hot', 'minimal'),
});

function swarmOf({ workers = 1, engine = 'compiled' as 'compiled' | 'xstate' } = {}) {
  const swarm = createSwarm({ seed: 7, engine, network: [latency(exponential({ mean: 1 }))] });
  const scheduler = swarm.spawn(schedulerMachine, { input: {} });
  const replyTo = swarm.spawn(submitter);
  const started: { task: string; depth: number }[] = [];
  const waitsMs: number[] = [];
  taskWaits(swarm.emissions$).subscribe((waitMs) => waitsMs.push(waitMs));
  swarm.emitted(scheduler, 'started').subscribe((each) => started.push(each));
  const hire = () =>
    swarm.populate(workerMachine, workers, () => ({
      input: { scheduler, service: constant(10) },
    }));
  const done = () => replyTo.getSnapshot().context.done;
  return { swarm, scheduler, replyTo, started, waitsMs, hire, done };
}

test('tasks that come before a worker wait for it, the most urgent first', async () => {
  const { swarm, scheduler, replyTo, started, waitsMs, hire } = swarmOf();
  const tasks = [taskOf('c', 'low'), taskOf('b', 'normal'), taskOf('a', 'critical')];
  scheduler.send({ type: 'SUBMIT', tasks, replyTo });
  await swarm.runFor(100);
  expect(started).toEqual([]);
  hire();
  await swarm.runFor(100);
  expect(started.map(({ task, depth }) => [task, depth])).toEqual([
    ['a', 2],
    ['b', 1],
    ['c', 0],
  ]);
  expect(waitsMs).toHaveLength(3);
  expect(Math.min(...waitsMs)).toBeGreaterThanOrEqual(100);
});

test('workers that ask before there are tasks are given them as they come, one each', async () => {
  const { swarm, scheduler, replyTo, started, hire } = swarmOf({ workers: 2 });
  hire();
  await swarm.runFor(50);
  const tasks = ['a', 'b', 'c'].map((id) => taskOf(id, 'normal'));
  scheduler.send({ type: 'SUBMIT', tasks, replyTo });
  await swarm.runFor(0);
  expect(started.map(({ task }) => task)).toEqual(['a', 'b']);
});

test('tasks of one priority that come together go by latency tier, then by cost', async () => {
  const { swarm, scheduler, replyTo, started, hire } = swarmOf();
  const tasks = [
    { id: 'heavy', hint: schedulingHint('high', 'hot', 'heavy') },
    { id: 'cold', hint: schedulingHint('high', 'cold', 'minimal') },
    { id: 'light', hint: schedulingHint('high', 'hot', 'light') },
  ];
  scheduler.send({ type: 'SUBMIT', tasks, replyTo });
  hire();
  await swarm.runFor(500);
  expect(started.map(({ task }) => task)).toEqual(['light', 'heavy', 'cold']);
});

test('a task takes a worker the longer, the more it costs', async () => {
  const swarm = createSwarm({ seed: 1 });
  const scheduler = swarm.spawn(schedulerMachine, { input: {} });
  const replyTo = swarm.spawn(submitter);
  swarm.spawn(workerMachine, { input: { scheduler, service: constant(10) } });
  const tasks = [{ id: 'heavy', hint: schedulingHint('low', 'cold', 'heavy') }];
  scheduler.send({ type: 'SUBMIT', tasks, replyTo });
  await swarm.runFor(79.9);
  expect(replyTo.getSnapshot().context.done).toEqual([]);
  await swarm.runFor(0.1);
  expect(replyTo.getSnapshot().context.done).toEqual(['heavy']);
});

describe('the actor', () => {
  test('gives tasks in the order of the data structure', async () => {
    const hints = fc.array(anyHint, { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(hints, async (all) => {
        const { swarm, scheduler, replyTo, started, hire } = swarmOf();
        const plain = new PriorityScheduler<ScheduledTask>();
        // One at a time, for tasks that come together are sorted first.
        all.forEach((hint, nth) => {
          const task = { id: String(nth), hint };
          scheduler.send({ type: 'SUBMIT', tasks: [task], replyTo });
          plain.enqueue(task);
        });
        await swarm.runFor(0);
        hire();
        await swarm.runFor(100 * all.length);
        const expected = all.map(() => plain.dequeue()!.id);
        expect(started.map(({ task }) => task)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  test('has each task done once, however many workers there are', async () => {
    const { swarm, scheduler, replyTo, hire, done } = swarmOf({ workers: 7 });
    hire();
    const ids = Array.from({ length: 100 }, (_, nth) => `task-${nth}`);
    const tasks = ids.map((id, nth) => taskOf(id, PRIORITIES[nth % 4]!));
    scheduler.send({ type: 'SUBMIT', tasks: tasks.slice(0, 60), replyTo });
    await swarm.runFor(50);
    scheduler.send({ type: 'SUBMIT', tasks: tasks.slice(60), replyTo });
    await swarm.runFor(1_000);
    expect(done().toSorted()).toEqual(ids.toSorted());
  });

  test('does the same, to the hash, on both engines', async () => {
    const hashes: string[] = [];
    for (const engine of ['compiled', 'xstate'] as const) {
      const { swarm, scheduler, replyTo, hire, done } = swarmOf({ workers: 3, engine });
      hire();
      const tasks = PRIORITIES.flatMap((priority) =>
        [1, 2, 3].map((nth) => taskOf(`${priority} ${nth}`, priority)),
      );
      scheduler.send({ type: 'SUBMIT', tasks, replyTo });
      await swarm.runFor(300);
      expect(done()).toHaveLength(tasks.length);
      hashes.push(swarm.traceHash);
    }
    expect(hashes[0]).toBe(hashes[1]);
  });
});
