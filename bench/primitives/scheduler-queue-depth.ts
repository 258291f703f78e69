import { PriorityScheduler, type ScheduledTask } from 'statehive/machines';
import type { Scenario } from '../suite.ts';
import { type PrimitiveCase, scenarioOf } from './primitive.ts';
import { taskOf } from './tasks.ts';

const READS = 1_000;
/** Read in turns, or the compiler would read one once for all. */
const SCHEDULERS = 4;

/** An operation is to ask a scheduler that holds so many tasks how many it holds. */
export const schedulerQueueDepth: Scenario = scenarioOf({
  name: 'scheduler_queue_depth',
  shows: 'how long it takes to tell how many tasks wait',
  sizes: [100, 500, 1_000, 5_000],
  caseOf: depthOf,
});

function depthOf(tasks: number): PrimitiveCase {
  const schedulers = Array.from({ length: SCHEDULERS }, () => filled(tasks));
  const arrays = Array.from({ length: SCHEDULERS }, () => lanesOf(tasks));
  return {
    params: { tasks },
    operations: READS,
    repeats: 1,
    ways: [
      { name: 'scheduler', once: () => sumOf((nth) => schedulers[nth % SCHEDULERS]!.depth) },
      { name: 'four arrays', once: () => sumOf((nth) => lengthOf(arrays[nth % SCHEDULERS]!)) },
    ],
  };
}

function sumOf(depth: (nth: number) => number): number {
  let sum = 0;
  for (let nth = 0; nth < READS; nth++) sum += depth(nth);
  return sum;
}

function filled(tasks: number): PriorityScheduler<ScheduledTask> {
  const scheduler = new PriorityScheduler<ScheduledTask>();
  for (let nth = 0; nth < tasks; nth++) scheduler.enqueue(taskOf(nth));
  return scheduler;
}

function lanesOf(tasks: number): ScheduledTask[][] {
  const lanes: ScheduledTask[][] = [[], [], [], []];
  for (let nth = 0; nth < tasks; nth++) lanes[nth % 4]!.push(taskOf(nth));
  return lanes;
}

function lengthOf([critical, high, normal, low]: readonly ScheduledTask[][]): number {
  return critical!.length + high!.length + normal!.length + low!.length;
}
