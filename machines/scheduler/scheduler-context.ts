import type { Address } from 'statehive';
import { requirePositive } from '../finite-times.ts';
import {
  firstWhere,
  itemsOf,
  type PersistentQueue,
  pushed,
  queueOf,
  shifted,
  unshifted,
} from '../persistent-queue.ts';
import { laneOf, PRIORITIES } from './hint.ts';
import type { Done, Perform, ScheduledTask, Submit } from './messages.ts';
import { orderByHint } from './order-by-hint.ts';
import { bitsOf, FULL_ROUND, nextTurn } from './turns.ts';

/** What a scheduler is given. */
export interface SchedulerInput {
  /**
   * How long a worker has for a task until the task goes to another, simulated ms, finite and > 0; longer than
   * the longest task takes. @defaultValue undefined: a task that is lost with its worker stays lost
   */
  readonly leaseMs?: number;
  /** What it knew before it crashed: see {@link recoverScheduler}. */
  readonly before?: SchedulerMemory;
}

/** A task that a scheduler has, and who is told when it is done. */
export interface KnownTask {
  readonly task: ScheduledTask;
  readonly replyTo: Address<Done>;
}

/** A task that a worker has, for as long as a lease lasts. */
export interface TaskLease extends KnownTask {
  readonly worker: Address<Perform>;
}

/** By priority, the most urgent first. */
export type Lanes = readonly PersistentQueue<KnownTask>[];

/** What a scheduler must not forget. */
export interface SchedulerMemory {
  readonly lanes: Lanes;
  /** Which lanes may still go in this round: see `turns.ts`. */
  readonly turns: number;
  /** Workers that have asked and wait, the one that asked first first. */
  readonly idle: PersistentQueue<Address<Perform>>;
  /** The tasks that workers have, the one that was started first first; none without leases. */
  readonly leases: readonly TaskLease[];
}

export interface SchedulerContext extends SchedulerMemory {
  readonly leaseMs: number | undefined;
}

/**
 * What a scheduler begins with.
 *
 * @throws RangeError when leases last no time, or for ever
 */
export function schedulerContext({ leaseMs, before }: SchedulerInput): SchedulerContext {
  if (leaseMs !== undefined) requirePositive('A scheduler', 'leaseMs', leaseMs);
  const lanes = PRIORITIES.map(() => queueOf<KnownTask>([]));
  const nothing = { lanes, turns: FULL_ROUND, idle: queueOf<Address<Perform>>([]), leases: [] };
  return { leaseMs, ...(before ?? nothing) };
}

/**
 * The input with which a scheduler comes back after a crash, for `recover`: it has forgotten nothing,
 * and leases begin anew.
 *
 * @example
 * ```ts
 * swarm.spawn(schedulerMachine, { input: { leaseMs: 500 }, recover: recoverScheduler });
 * ```
 */
export function recoverScheduler({ leaseMs, ...before }: SchedulerContext): SchedulerInput {
  return { ...(leaseMs !== undefined && { leaseMs }), before };
}

/** The order in which tasks that come together join their lanes: that of their hints. */
export function byHint({ tasks, replyTo }: Submit): KnownTask[] {
  return Array.from(orderByHint(tasks.map(({ hint }) => hint)), (nth) => {
    return { task: tasks[nth]!, replyTo };
  });
}

/** Each at the end of its lane. */
export function joined(lanes: Lanes, known: readonly KnownTask[]): Lanes {
  const came = lanes.map((): KnownTask[] => []);
  for (const each of known) came[laneOf(each.task.hint)]!.push(each);
  return lanes.map((lane, nth) => pushed(lane, came[nth]!));
}

/** The task whose turn it is, and what is left without it; undefined when none waits. */
export function next({ lanes, turns: before }: SchedulerMemory) {
  const waiting = waitingLanes(lanes);
  if (waiting === 0) return undefined;
  const { lane, turns } = nextTurn(before, waiting);
  const queue = lanes[lane]!;
  return { first: queue.front[0]!, lanes: lanes.with(lane, shifted(queue)), turns };
}

/** At the front of its lane. */
export function backAgain(lanes: Lanes, known: KnownTask): Lanes {
  const lane = laneOf(known.task.hint);
  return lanes.with(lane, unshifted(lanes[lane]!, known));
}

/**
 * The task of an id, and what is left without it; undefined when neither a worker has it nor it waits.
 * Where it waits, as when its lease has run out, its lane is gone through.
 */
export function done({ lanes, leases }: SchedulerMemory, id: string) {
  const isIt = ({ task }: KnownTask) => task.id === id;
  const out = leases.findIndex(isIt);
  if (out >= 0) return { task: leases[out]!.task, lanes, leases: leases.toSpliced(out, 1) };
  for (const [nth, lane] of lanes.entries()) {
    const known = firstWhere(lane, isIt);
    if (known === undefined) continue;
    const rest = queueOf(itemsOf(lane).filter((each) => !isIt(each)));
    return { task: known.task, lanes: lanes.with(nth, rest), leases };
  }
  return undefined;
}

/** The worker to go next: the first that waits and has no task on a lease. */
export function nextWorker({ idle, leases }: SchedulerContext): Address<Perform> | undefined {
  if (leases.length === 0) return idle.front[0];
  return firstWhere(idle, (each) => !leases.some(({ worker }) => worker === each));
}

/** The bits of the lanes in which tasks wait. */
function waitingLanes(lanes: Lanes): number {
  return lanes.reduce((bits, { length }, lane) => (length > 0 ? bits | bitsOf(lane) : bits), 0);
}

/** How many tasks wait. */
export function depthOf(lanes: Lanes): number {
  return lanes.reduce((sum, { length }) => sum + length, 0);
}
