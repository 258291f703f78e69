import { and, assign, enqueueActions, setup } from 'xstate';
import { firstWhere, pushed, withoutItem } from '../persistent-queue.ts';
import type { Priority } from './hint.ts';
import type { AskForWork, ScheduledTask, Submit } from './messages.ts';
import {
  backAgain,
  byHint,
  depthOf,
  done,
  joined,
  next,
  nextWorker,
  type SchedulerContext,
  type SchedulerInput,
  schedulerContext,
} from './scheduler-context.ts';

/**
 * What a scheduler tells of a task: it waits, a worker is given it, or, with leases, it is known to be
 * done, or its lease has run out and it waits again.
 */
export interface SchedulerEmission {
  readonly type: 'queued' | 'started' | 'completed' | 'expired';
  readonly task: string;
  readonly priority: Priority;
  /** How many tasks wait now. */
  readonly depth: number;
}

/** A worker has not told in time that it has done a task. */
export interface LeaseOver {
  readonly type: 'LEASE_OVER';
  readonly task: string;
}

/**
 * A scheduler of tasks for workers that ask for them: it holds tasks until a worker asks, and
 * workers until a task comes.
 *
 * Tasks that come together are ordered by their hints; each then waits in the lane of its
 * priority. The lanes take turns as those of `PriorityScheduler`, with the same bound, so that
 * none starves. Each worker that asks is given one task.
 *
 * Nobody tells it of a crash. **The rule**, when it is given `leaseMs`: a worker has a task on a lease,
 * which ends when the worker asks for the next and tells that it has done this one. When it runs out
 * first, because the worker or a message was lost, or the worker is slow, the task goes back to the
 * front of its lane, once for each lease. So each task is done **at least once** while a worker is left,
 * and it may be done more than once: `replyTo` may hear of it again. The scheduler itself counts it
 * once, whoever is first to have done it. A worker that has a task on a lease gets no other.
 *
 * A task that is back is started next of its lane, but for those that come back after it, of which there
 * are at most as many as other workers: add their number to the bound.
 *
 * @see C. G. Gray, D. R. Cheriton, Leases: an efficient fault-tolerant mechanism for distributed
 * file cache consistency, SOSP 1989
 * @example
 * ```ts
 * const scheduler = swarm.spawn(schedulerMachine, { input: { leaseMs: 500 } });
 * ```
 */
export const schedulerMachine = setup({
  types: {
    input: {} as SchedulerInput,
    context: {} as SchedulerContext,
    events: {} as Submit | AskForWork | LeaseOver,
    emitted: {} as SchedulerEmission,
  },
  guards: {
    isTaskWaiting: ({ context }) => depthOf(context.lanes) > 0,
    isWorkerWaiting: ({ context }) => nextWorker(context) !== undefined,
    isOut: ({ context }, { task }: LeaseOver) =>
      context.leases.some((lease) => lease.task.id === task),
  },
  actions: {
    watchLeases: enqueueActions(({ context: { leases, leaseMs }, enqueue }) => {
      for (const { task } of leases) {
        enqueue.raise(
          { type: 'LEASE_OVER', task: task.id },
          { id: timerOf(task.id), delay: leaseMs! },
        );
      }
    }),
    take: enqueueActions(({ context: { lanes }, enqueue }, submit: Submit) => {
      const came = byHint(submit);
      const before = depthOf(lanes);
      enqueue.assign({ lanes: joined(lanes, came) });
      came.forEach(({ task }, nth) => {
        enqueue.emit(told('queued', task, before + nth + 1));
      });
    }),
    // Also when its lease has run out: what is done need not be done again.
    complete: enqueueActions(({ context, enqueue }, { finished }: AskForWork) => {
      if (context.leaseMs === undefined || finished === undefined) return;
      const left = done(context, finished);
      if (left === undefined) return;
      const { task, lanes, leases } = left;
      enqueue.cancel(timerOf(task.id));
      enqueue.assign({ lanes, leases });
      enqueue.emit(told('completed', task, depthOf(lanes)));
    }),
    remember: assign(({ context: { idle } }, { worker }: AskForWork) => ({
      idle: firstWhere(idle, (each) => each === worker) ? idle : pushed(idle, [worker]),
    })),
    start: enqueueActions(({ context, enqueue }) => {
      const worker = nextWorker(context);
      const turn = next(context);
      if (worker === undefined || turn === undefined) return;
      const { first, lanes, turns } = turn;
      const { task, replyTo } = first;
      enqueue.assign({ lanes, turns, idle: withoutItem(context.idle, worker) });
      if (context.leaseMs !== undefined) {
        enqueue.assign({ leases: [...context.leases, { ...first, worker }] });
        enqueue.raise(
          { type: 'LEASE_OVER', task: task.id },
          { id: timerOf(task.id), delay: context.leaseMs },
        );
      }
      enqueue.sendTo(worker, { type: 'PERFORM', task, replyTo });
      enqueue.emit(told('started', task, depthOf(lanes)));
    }),
    takeBack: enqueueActions(({ context, enqueue }, { task: id }: LeaseOver) => {
      const lease = context.leases.find(({ task }) => task.id === id);
      if (lease === undefined) return;
      const { task, replyTo } = lease;
      const lanes = backAgain(context.lanes, { task, replyTo });
      enqueue.assign({ lanes, leases: context.leases.filter((each) => each !== lease) });
      enqueue.emit(told('expired', task, depthOf(lanes)));
    }),
  },
}).createMachine({
  id: 'scheduler',
  context: ({ input }) => schedulerContext(input),
  entry: 'watchLeases',
  initial: 'scheduling',
  states: {
    scheduling: {
      on: {
        SUBMIT: { actions: { type: 'take', params: ({ event }) => event } },
        ASK_FOR_WORK: {
          actions: [
            { type: 'complete', params: ({ event }) => event },
            { type: 'remember', params: ({ event }) => event },
          ],
        },
        LEASE_OVER: {
          guard: { type: 'isOut', params: ({ event }) => event },
          actions: { type: 'takeBack', params: ({ event }) => event },
        },
      },
      // One after the other, until either tasks or workers have run out.
      always: { guard: and(['isTaskWaiting', 'isWorkerWaiting']), actions: 'start' },
    },
  },
});

function told(
  type: SchedulerEmission['type'],
  { id, hint }: ScheduledTask,
  depth: number,
): SchedulerEmission {
  return { type, task: id, priority: hint.priority, depth };
}

function timerOf(task: string): string {
  return `lease-${task}`;
}
