import type { AnyEventObject } from 'xstate';
import type { ActorNumber, TimerService } from '../actors/engine.ts';
import type { Clock } from '../time/clock.ts';
import type { Handle } from '../time/event-queue.ts';

/** A timer's number, which is its item on the clock. */
export type TimerNumber = number;

type Alarm = Pick<Clock<TimerNumber>, 'schedule' | 'cancel'>;

const NONE = -1;
/**
 * The words of a timer: who armed it, whom it is for, its neighbours among its actor's, and its
 * handle as a float64. All of them lie in one cache line, which at a million timers is what counts.
 */
const WORDS = 8;
const FROM = 0;
const TO = 1;
const NEXT = 2;
const PREVIOUS = 3;
const HANDLE = 2;
const FLOATS = WORDS / 2;

/**
 * The timers that actors have armed: `after`, delayed `raise` and delayed `sendTo`.
 *
 * Kept in columns by number, for a million actors that each wait for something would else be a
 * million objects that no cheap garbage collection gets rid of.
 */
export class Timers implements TimerService {
  readonly #clock: Alarm;
  /** The event of each timer, and after it its id. */
  readonly #payloads: (AnyEventObject | string | undefined)[] = [];
  #floats = new Float64Array(16 * FLOATS);
  #words = new Int32Array(this.#floats.buffer);
  /** The timer that each actor armed last; the others follow it. */
  #latest = new Int32Array(16).fill(NONE);
  /** The first of those that can be used again; the others follow it. */
  #vacant = NONE;

  constructor(clock: Alarm) {
    this.#clock = clock;
  }

  /** @throws RangeError when the delay is negative or not finite */
  arm(
    from: ActorNumber,
    to: ActorNumber,
    event: AnyEventObject,
    delayMs: number,
    id: string | undefined,
  ): void {
    const timer = this.#vacant === NONE ? this.#payloads.length >> 1 : this.#vacant;
    const handle = this.#clock.schedule(delayMs, timer);
    this.#claim(timer);
    this.#payloads[2 * timer] = event;
    if (id !== undefined) this.#payloads[2 * timer + 1] = id;
    this.#floats[timer * FLOATS + HANDLE] = handle;
    this.#words[timer * WORDS + FROM] = from;
    this.#words[timer * WORDS + TO] = to;
    this.#link(timer, from);
  }

  /** Disarms the timer that was last armed under an id. */
  disarm(actor: ActorNumber, id: string): void {
    let timer = this.#latestOf(actor);
    while (timer !== NONE && this.#payloads[2 * timer + 1] !== id) {
      timer = this.#words[timer * WORDS + NEXT]!;
    }
    if (timer === NONE) return;
    this.#clock.cancel(this.#handleOf(timer));
    this.#unlink(timer);
    this.#release(timer);
  }

  disarmAll(actor: ActorNumber): void {
    let timer = this.#latestOf(actor);
    while (timer !== NONE) {
      const next = this.#words[timer * WORDS + NEXT]!;
      this.#clock.cancel(this.#handleOf(timer));
      this.#release(timer);
      timer = next;
    }
    if (actor < this.#latest.length) this.#latest[actor] = NONE;
  }

  /** Who armed a timer. */
  armerOf(timer: TimerNumber): ActorNumber {
    return this.#words[timer * WORDS + FROM]!;
  }

  /** Whom a timer is for. */
  targetOf(timer: TimerNumber): ActorNumber {
    return this.#words[timer * WORDS + TO]!;
  }

  /** The event of a timer that is due; it is armed no more. */
  take(timer: TimerNumber): AnyEventObject {
    const event = this.#payloads[2 * timer] as AnyEventObject;
    this.#unlink(timer);
    this.#release(timer);
    return event;
  }

  #handleOf(timer: TimerNumber): Handle {
    return this.#floats[timer * FLOATS + HANDLE] as Handle;
  }

  #latestOf(actor: ActorNumber): TimerNumber {
    return this.#latest[actor] ?? NONE;
  }

  #link(timer: TimerNumber, actor: ActorNumber): void {
    while (actor >= this.#latest.length) this.#growLatest();
    const next = this.#latest[actor]!;
    this.#words[timer * WORDS + NEXT] = next;
    this.#words[timer * WORDS + PREVIOUS] = NONE;
    if (next !== NONE) this.#words[next * WORDS + PREVIOUS] = timer;
    this.#latest[actor] = timer;
  }

  #unlink(timer: TimerNumber): void {
    const at = timer * WORDS;
    const next = this.#words[at + NEXT]!;
    const previous = this.#words[at + PREVIOUS]!;
    if (next !== NONE) this.#words[next * WORDS + PREVIOUS] = previous;
    if (previous !== NONE) this.#words[previous * WORDS + NEXT] = next;
    else this.#latest[this.#words[at + FROM]!] = next;
  }

  #claim(timer: TimerNumber): void {
    if (timer === this.#vacant) {
      this.#vacant = this.#words[timer * WORDS + NEXT]!;
      return;
    }
    this.#payloads.push(undefined, undefined);
    if (timer * WORDS === this.#words.length) this.#grow();
  }

  #release(timer: TimerNumber): void {
    this.#payloads[2 * timer] = undefined;
    this.#payloads[2 * timer + 1] = undefined;
    this.#words[timer * WORDS + NEXT] = this.#vacant;
    this.#vacant = timer;
  }

  #grow(): void {
    const floats = new Float64Array(2 * this.#floats.length);
    floats.set(this.#floats);
    this.#floats = floats;
    this.#words = new Int32Array(floats.buffer);
  }

  #growLatest(): void {
    const latest = new Int32Array(2 * this.#latest.length).fill(NONE, this.#latest.length);
    latest.set(this.#latest);
    this.#latest = latest;
  }
}
