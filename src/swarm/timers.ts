import type { AnyEventObject } from 'xstate';
import type { ActorNumber, TimerRequest, TimerService } from '../actors/engine.ts';
import type { Clock } from '../time/clock.ts';
import type { Handle } from '../time/event-queue.ts';

/** A timer's number, which is its item on the clock. */
export type TimerNumber = number;

type Alarm = Pick<Clock<TimerNumber>, 'schedule' | 'cancel'>;

/** What is left of a timer's request when it has fired. */
export type Fired = Pick<TimerRequest, 'from' | 'to' | 'event'>;

const NONE = -1;
/** The words of a timer: who armed it, whom it is for, and its neighbours among its actor's. */
const WORDS = 4;
const FROM = 0;
const TO = 1;
const NEXT = 2;
const PREVIOUS = 3;

/**
 * The timers that actors have armed: `after`, delayed `raise` and delayed `sendTo`.
 *
 * Kept in columns by number, for a million actors that each wait for something would else be a
 * million objects that no cheap garbage collection gets rid of.
 */
export class Timers implements TimerService {
  readonly #clock: Alarm;
  readonly #events: (AnyEventObject | undefined)[] = [];
  readonly #ids: (string | undefined)[] = [];
  #words = new Int32Array(16 * WORDS);
  #handles = new Float64Array(16);
  /** The timer that each actor armed last; the others follow it. */
  #latest = new Int32Array(16).fill(NONE);
  /** The first of those that can be used again; the others follow it. */
  #vacant = NONE;
  /** How fast the clocks of actors run that drift; undefined when none does. */
  rates: Map<ActorNumber, number> | undefined;

  constructor(clock: Alarm) {
    this.#clock = clock;
  }

  /** @throws RangeError when the delay is negative or not finite */
  arm({ from, to, event, delayMs, id }: TimerRequest): void {
    const timer = this.#vacant === NONE ? this.#events.length : this.#vacant;
    const rate = this.rates === undefined ? 1 : (this.rates.get(from) ?? 1);
    const handle = this.#clock.schedule(delayMs / rate, timer);
    this.#claim(timer);
    this.#events[timer] = event;
    this.#ids[timer] = id;
    this.#handles[timer] = handle;
    this.#words[timer * WORDS + FROM] = from;
    this.#words[timer * WORDS + TO] = to;
    this.#link(timer, from);
  }

  /** Disarms the timer that was last armed under an id. */
  disarm(actor: ActorNumber, id: string): void {
    let timer = this.#latestOf(actor);
    while (timer !== NONE && this.#ids[timer] !== id) timer = this.#words[timer * WORDS + NEXT]!;
    if (timer === NONE) return;
    this.#clock.cancel(this.#handles[timer] as Handle);
    this.#unlink(timer);
    this.#release(timer);
  }

  disarmAll(actor: ActorNumber): void {
    let timer = this.#latestOf(actor);
    while (timer !== NONE) {
      const next = this.#words[timer * WORDS + NEXT]!;
      this.#clock.cancel(this.#handles[timer] as Handle);
      this.#release(timer);
      timer = next;
    }
    if (actor < this.#latest.length) this.#latest[actor] = NONE;
  }

  /** What a timer that is due was armed for; it is armed no more. */
  take(timer: TimerNumber): Fired {
    const from = this.#words[timer * WORDS + FROM]!;
    const to = this.#words[timer * WORDS + TO]!;
    const event = this.#events[timer]!;
    this.#unlink(timer);
    this.#release(timer);
    return { from, to, event };
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
    this.#events.push(undefined);
    this.#ids.push(undefined);
    if (timer === this.#handles.length) this.#grow();
  }

  #release(timer: TimerNumber): void {
    this.#events[timer] = undefined;
    this.#ids[timer] = undefined;
    this.#words[timer * WORDS + NEXT] = this.#vacant;
    this.#vacant = timer;
  }

  #grow(): void {
    const words = new Int32Array(2 * this.#words.length);
    words.set(this.#words);
    this.#words = words;
    const handles = new Float64Array(2 * this.#handles.length);
    handles.set(this.#handles);
    this.#handles = handles;
  }

  #growLatest(): void {
    const latest = new Int32Array(2 * this.#latest.length).fill(NONE, this.#latest.length);
    latest.set(this.#latest);
    this.#latest = latest;
  }
}
