import { type SchedulerAction, type SchedulerLike, Subscription } from 'rxjs';
import type { Clock } from './clock.ts';
import type { Handle } from './event-queue.ts';

/** Something to do once it is due. */
export interface Task {
  run(): void;
}

/** The part of a clock that a scheduler needs; a clock of more than tasks will do. */
export type TaskClock = Pick<Clock<Task>, 'nowMs' | 'schedule' | 'cancel'>;

type Work<T> = (this: SchedulerAction<T>, state?: T) => void;

/**
 * RxJS scheduler that runs on a simulated clock: `delay`, `timeout`, `interval` and the other
 * operators that take a scheduler then wait in simulated time.
 *
 * Whatever falls due is returned by the clock's `next` as a `Task`; whoever drives the clock runs
 * it, and gets the errors that its work throws. Delays are in simulated ms. As with the host's
 * timers, a negative delay counts as 0; an infinite one never falls due.
 *
 * @throws RangeError when work is scheduled with a delay of NaN
 *
 * @example
 * const clock = new Clock<Task>();
 * interval(10, createScheduler(clock)).pipe(take(3)).subscribe(console.log);
 * for (let task = clock.next(); task; task = clock.next()) task.run();
 * clock.nowMs; // 30
 */
export function createScheduler(clock: TaskClock): SchedulerLike {
  return {
    now: () => clock.nowMs,
    schedule: <T>(work: Work<T>, delayMs?: number, state?: T): Subscription =>
      new VirtualAction(clock, work).schedule(state, delayMs),
  };
}

/** One unit of work. It may schedule itself again while it runs, as repeating operators do. */
class VirtualAction<T> extends Subscription implements SchedulerAction<T>, Task {
  readonly #clock: TaskClock;
  #work: Work<T> | undefined;
  #state: T | undefined;
  #handle: Handle | undefined;

  constructor(clock: TaskClock, work: Work<T>) {
    super();
    this.#clock = clock;
    this.#work = work;
  }

  schedule(state?: T, delayMs = 0): Subscription {
    if (this.closed) return this;
    this.#withdraw();
    this.#state = state;
    if (delayMs !== Infinity) this.#handle = this.#clock.schedule(Math.max(0, delayMs), this);
    return this;
  }

  run(): void {
    this.#handle = undefined;
    try {
      this.#work?.(this.#state);
    } catch (error) {
      this.unsubscribe();
      throw error;
    }
  }

  override unsubscribe(): void {
    if (this.closed) return;
    this.#withdraw();
    this.#work = undefined;
    this.#state = undefined;
    super.unsubscribe();
  }

  #withdraw(): void {
    if (this.#handle !== undefined) this.#clock.cancel(this.#handle);
    this.#handle = undefined;
  }
}
