import { type Address, now } from 'statehive';
import { assign, emit, enqueueActions, setup } from 'xstate';
import { laneOf, PRIORITIES, type Priority } from './hint.ts';
import type { AskForWork, Done, Perform, ScheduledTask, Submit } from './messages.ts';
import { orderByHint } from './order-by-hint.ts';
import { afterTurn, bitsOf, FULL_ROUND, nextLane, turnsLeft } from './turns.ts';

/** A task that waits; times in simulated ms. */
export interface WaitingTask {
  readonly task: ScheduledTask;
  readonly replyTo: Address<Done>;
  readonly cameAtMs: number;
}

/** What a scheduler tells of itself. */
export interface Started {
  readonly type: 'started';
  readonly task: string;
  readonly priority: Priority;
  /** Simulated ms. */
  readonly waitMs: number;
  /** How many tasks still wait. */
  readonly depth: number;
}

/** Tasks have come to a scheduler. */
export interface Submitted {
  readonly type: 'submitted';
  /** How many tasks wait. */
  readonly depth: number;
}

export interface SchedulerContext {
  /** By priority, the most urgent first; in each, the oldest task first. */
  readonly lanes: readonly (readonly WaitingTask[])[];
  /** Which lanes may still go in this round: see `turns.ts`. */
  readonly turns: number;
  /** Workers that have asked and wait, the one that asked first first. */
  readonly idle: readonly Address<Perform>[];
}

/**
 * A scheduler of tasks for workers that ask for them: it holds tasks until a worker asks, and
 * workers until a task comes.
 *
 * Tasks that come together are ordered by their hints; each then waits in the lane of its
 * priority. The lanes take turns as those of `PriorityScheduler`, with the same bound, so that
 * none starves. Each worker that asks is given one task.
 */
export const schedulerMachine = setup({
  types: {
    context: {} as SchedulerContext,
    events: {} as Submit | AskForWork,
    emitted: {} as Started | Submitted,
  },
  guards: {
    canStart: ({ context }) =>
      context.idle.length > 0 && context.lanes.some((lane) => lane.length > 0),
  },
  actions: {
    take: assign(({ context }, submit: Submit) => ({ lanes: joined(context.lanes, submit) })),
    tellDepth: emit(({ context }) => ({
      type: 'submitted' as const,
      depth: depthOf(context.lanes),
    })),
    remember: assign(({ context }, { worker }: AskForWork) => ({
      idle: [...context.idle, worker],
    })),
    start: enqueueActions(({ context, enqueue }) => {
      const waiting = waitingLanes(context.lanes);
      const turns = turnsLeft(context.turns, waiting);
      const lane = nextLane(turns, waiting);
      const [worker, ...idle] = context.idle;
      const [first, ...rest] = context.lanes[lane] ?? [];
      if (worker === undefined || first === undefined) return;
      const { task, replyTo, cameAtMs } = first;
      const lanes = context.lanes.with(lane, rest);
      enqueue.assign({ lanes, turns: afterTurn(turns, lane), idle });
      enqueue.sendTo(worker, { type: 'PERFORM', task, replyTo });
      enqueue.emit({
        type: 'started',
        task: task.id,
        priority: task.hint.priority,
        waitMs: now() - cameAtMs,
        depth: depthOf(lanes),
      });
    }),
  },
}).createMachine({
  id: 'scheduler',
  context: { lanes: PRIORITIES.map(() => []), turns: FULL_ROUND, idle: [] },
  initial: 'scheduling',
  states: {
    scheduling: {
      on: {
        SUBMIT: { actions: [{ type: 'take', params: ({ event }) => event }, 'tellDepth'] },
        ASK_FOR_WORK: { actions: { type: 'remember', params: ({ event }) => event } },
      },
      // One after the other, until either tasks or workers have run out.
      always: { guard: 'canStart', actions: 'start' },
    },
  },
});

function joined(lanes: SchedulerContext['lanes'], { tasks, replyTo }: Submit) {
  const cameAtMs = now();
  const order = orderByHint(tasks.map(({ hint }) => hint));
  const came = lanes.map((): WaitingTask[] => []);
  for (const nth of order) {
    const task = tasks[nth]!;
    came[laneOf(task.hint)]!.push({ task, replyTo, cameAtMs });
  }
  return lanes.map((lane, nth) => (came[nth]!.length === 0 ? lane : [...lane, ...came[nth]!]));
}

function waitingLanes(lanes: SchedulerContext['lanes']): number {
  return lanes.reduce((bits, { length }, lane) => (length > 0 ? bits | bitsOf(lane) : bits), 0);
}

function depthOf(lanes: SchedulerContext['lanes']): number {
  return lanes.reduce((sum, { length }) => sum + length, 0);
}
