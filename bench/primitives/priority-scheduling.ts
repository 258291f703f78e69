import { PriorityScheduler, type ScheduledTask } from 'statehive/machines';
import type { Scenario } from '../suite.ts';
import { BinaryHeap } from './binary-heap.ts';
import { type PrimitiveCase, scenarioOf } from './primitive.ts';
import { taskOf } from './tasks.ts';

const RUST_NS: Readonly<Record<number, number>> = { 1000: 150_000 };

/**
 * An operation is to make all tasks, with their names, to enqueue them and to dequeue them. The
 * lanes let low tasks go in time and the heap does not, so that they give them in another order.
 */
export const priorityScheduling: Scenario = scenarioOf({
  name: 'priority_scheduling',
  shows: 'how long tasks of four priorities take through the scheduler, or a binary heap',
  sizes: [10, 50, 100, 500, 1_000],
  caseOf: schedulingOf,
});

function schedulingOf(tasks: number): PrimitiveCase {
  return {
    params: { tasks },
    repeats: Math.ceil(1_000 / tasks),
    ways: [
      { name: 'lanes', once: () => through(new PriorityScheduler<ScheduledTask>(), tasks) },
      { name: 'binary heap', once: () => through(new BinaryHeap(), tasks) },
    ],
    rustNs: RUST_NS[tasks],
  };
}

interface Queue {
  enqueue(task: ScheduledTask): void;
  dequeue(): ScheduledTask | undefined;
}

function through(queue: Queue, tasks: number): number {
  for (let nth = 0; nth < tasks; nth++) queue.enqueue(taskOf(nth));
  let sum = 0;
  for (let task = queue.dequeue(); task !== undefined; task = queue.dequeue()) {
    sum += task.id.length * (1 + task.hint.sortKey);
  }
  return sum;
}
