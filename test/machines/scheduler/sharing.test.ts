/** How much of what waits a scheduler copies: counted, for times vary. */
import { constant, createSwarm } from 'statehive';
import {
  PRIORITIES,
  type Priority,
  recoverScheduler,
  type ScheduledTask,
  schedulerMachine,
  schedulingHint,
  workerMachine,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { silentMachine } from '../hive/stand-ins.ts';

const tasksOf = (length: number, priorityOf: (nth: number) => Priority): ScheduledTask[] =>
  Array.from({ length }, (_, nth) => ({
    id: `task-${nth}`,
    hint: schedulingHint(priorityOf(nth), 'hot', 'minimal'),
  }));

/** All arrays in lanes, but for those in tasks. */
function arraysIn(value: unknown, found = new Set<readonly unknown[]>()) {
  if (typeof value !== 'object' || value === null || 'task' in value) return found;
  if (Array.isArray(value)) found.add(value);
  for (const each of Object.values(value)) arraysIn(each, found);
  return found;
}

/** How many places the arrays of one value have that those of another do not share. */
function copied(before: unknown, after: unknown): number {
  const shared = arraysIn(before);
  return [...arraysIn(after)].reduce((sum, each) => sum + (shared.has(each) ? 0 : each.length), 0);
}

/** Has tasks done one after the other, and tells how many places were copied for each in the mean. */
async function copiedForEach(tasks: readonly ScheduledTask[], options: { leaseMs?: number }) {
  const swarm = createSwarm({ seed: 7 });
  const scheduler = swarm.spawn(schedulerMachine, { input: options, recover: recoverScheduler });
  const client = swarm.spawn(silentMachine);
  const lanesNow = () => scheduler.getSnapshot().context.lanes;
  let lanes = lanesNow();
  let copies = 0;
  const count = async (forMs: number) => {
    await swarm.runFor(forMs);
    copies += copied(lanes, lanesNow());
    lanes = lanesNow();
  };
  const half = tasks.length / 2;
  scheduler.send({ type: 'SUBMIT', tasks: tasks.slice(0, half), replyTo: client });
  await count(0);
  for (const task of tasks.slice(half)) {
    scheduler.send({ type: 'SUBMIT', tasks: [task], replyTo: client });
    await count(0);
  }
  swarm.spawn(workerMachine, { input: { scheduler, service: constant(10) } });
  for (let nth = 0; nth < tasks.length; nth++) await count(10);
  expect(lanes.reduce((sum, { length }) => sum + length, 0)).toBe(0);
  return copies / tasks.length;
}

describe.each([{ leaseMs: 100 }, {}])('a scheduler, given %o,', (options) => {
  test.each([
    ['in one lane', () => 'normal' as const],
    ['in all lanes', (nth: number) => PRIORITIES[nth % 4]!],
  ])('copies no more for a task the more there are, %s', async (_, priorityOf) => {
    const few = await copiedForEach(tasksOf(300, priorityOf), options);
    const many = await copiedForEach(tasksOf(1_200, priorityOf), options);
    expect(many).toBeLessThan(1.1 * few);
    expect(many).toBeLessThan(40);
  });
});
