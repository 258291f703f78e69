import { EventQueue, type Handle } from './event-queue.ts';

/**
 * Simulated time: milliseconds from 0 as a float64, and the items that wait for it.
 *
 * Time moves only when an item is taken or on `advanceTo`, and never back. Items due at the same
 * time come in the order in which they were scheduled.
 *
 * @example
 * const clock = new Clock<string>();
 * clock.schedule(10, 'ping');
 * clock.next(); // 'ping'
 * clock.nowMs; // 10
 */
export class Clock<T> {
  readonly #queue: EventQueue<T>;
  #nowMs = 0;

  /** @param foresee - told of numbers that will be due soon, among them each that `arm` gave */
  constructor(foresee?: (numbers: Int32Array) => void) {
    this.#queue = new EventQueue<T>(foresee);
  }

  /** The present, in simulated ms. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** Number of items that wait. */
  get pending(): number {
    return this.#queue.size;
  }

  /** Due time of the item that `next` would return; Infinity when nothing is scheduled. */
  get nextDueMs(): number {
    return this.#queue.nextDueMs;
  }

  /**
   * Schedules an item `delayMs` from now and returns the handle that cancels it.
   *
   * @throws RangeError if `delayMs` is negative or not finite
   */
  schedule(delayMs: number, item: T): Handle {
    requireDelay(delayMs);
    return this.#queue.schedule(this.#nowMs + delayMs, item);
  }

  /**
   * Schedules a number of the clock's choice `delayMs` from now, and returns it; it is given again
   * only when `next` has returned it or it was disarmed.
   *
   * @throws RangeError if `delayMs` is negative or not finite
   */
  arm(delayMs: number): T & number {
    requireDelay(delayMs);
    return this.#queue.scheduleOwn(this.#nowMs + delayMs) as T & number;
  }

  /** Removes a number that `arm` returned and that waits still. */
  disarm(armed: number): void {
    this.#queue.cancelOwn(armed);
  }

  /** Removes all numbers that `arm` returned, that wait still, and that are void by now. */
  revoke(isVoid: (armed: number) => boolean): void {
    this.#queue.revoke(isVoid);
  }

  /** Schedules a number below 0 for the present, after all that is due now; it is never cancelled. */
  scheduleNow(item: T & number): void {
    this.#queue.scheduleNumber(this.#nowMs, item);
  }

  /**
   * Schedules an item for a point in simulated time and returns the handle that cancels it.
   *
   * @throws RangeError if `dueMs` is in the past or not finite
   */
  scheduleAt(dueMs: number, item: T): Handle {
    this.#assertNotPast('dueMs', dueMs);
    return this.#queue.schedule(withoutMinusZero(dueMs), item);
  }

  /** Removes an item; false if it was already returned by `next`, cancelled or cleared. */
  cancel(handle: Handle): boolean {
    return this.#queue.cancel(handle);
  }

  /**
   * Moves the present to the next item's due time and returns the item; undefined, and the
   * present stays, when none is due by `untilMs`.
   */
  next(untilMs = Infinity): T | undefined {
    const item = this.#queue.take(untilMs);
    if (item !== undefined) this.#nowMs = this.#queue.takenDueMs;
    return item;
  }

  /**
   * Moves the present forward over a stretch in which nothing is due. Items due exactly at `ms`
   * stay scheduled.
   *
   * @throws RangeError if an item is due before `ms`, or `ms` is in the past or not finite
   */
  advanceTo(ms: number): void {
    this.#assertNotPast('ms', ms);
    const dueMs = this.#queue.nextDueMs;
    if (dueMs < ms) {
      throw new RangeError(`cannot advance to ${ms} ms: an item is due at ${dueMs} ms`);
    }
    this.#nowMs = withoutMinusZero(ms);
  }

  /** Cancels all items; the present stays. */
  clear(): void {
    this.#queue.clear();
  }

  /** Gives back the room that past items have taken, if none waits. */
  shrink(): void {
    this.#queue.shrink();
  }

  #assertNotPast(name: string, ms: number): void {
    if (ms >= this.#nowMs && ms < Infinity) return;
    throw new RangeError(
      `${name} must be finite and not before the present (${this.#nowMs} ms), got ${ms}`,
    );
  }
}

/** @throws RangeError for what is no delay */
export function requireDelay(delayMs: number): void {
  if (delayMs >= 0 && delayMs < Infinity) return;
  throw new RangeError(`delayMs must be a finite number of at least 0, got ${delayMs}`);
}

/** Minus zero equals zero but has other bits, which a hash of times would tell apart. */
function withoutMinusZero(ms: number): number {
  return ms + 0;
}
