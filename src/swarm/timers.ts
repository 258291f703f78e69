import type { AnyEventObject } from 'xstate';
import type { ActorNumber, TimerService } from '../actors/engine.ts';
import type { Clock } from '../time/clock.ts';

/** A timer's number, which the clock gives it, and gives back when it is due. */
export type TimerNumber = number;

type Alarm = Pick<Clock<TimerNumber>, 'arm' | 'disarm'>;

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
  /** The event of each timer, and after it its id. */
  readonly #payloads: (AnyEventObject | string | undefined)[] = [];
  #words = new Int32Array(16 * WORDS);
  /** The timer that each actor armed last; the others follow it. */
  #latest = new Int32Array(16).fill(NONE);
  /** How fast the clocks of actors run that drift; undefined when none does. */
  rates: Map<ActorNumber, number> | undefined;

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
    const rate = this.rates === undefined ? 1 : (this.rates.get(from) ?? 1);
    const timer = this.#clock.arm(delayMs / rate);
    while (2 * timer >= this.#payloads.length) this.#extend();
    this.#payloads[2 * timer] = event;
    if (id !== undefined) this.#payloads[2 * timer + 1] = id;
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
    this.#clock.disarm(timer);
    this.#unlink(timer);
    this.#forget(timer);
  }

  disarmAll(actor: ActorNumber): void {
    let timer = this.#latestOf(actor);
    while (timer !== NONE) {
      const next = this.#words[timer * WORDS + NEXT]!;
      this.#clock.disarm(timer);
      this.#forget(timer);
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
    this.#forget(timer);
    return event;
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

  #forget(timer: TimerNumber): void {
    this.#payloads[2 * timer] = undefined;
    this.#payloads[2 * timer + 1] = undefined;
  }

  #extend(): void {
    const timer = this.#payloads.push(undefined, undefined) / 2 - 1;
    if (timer * WORDS < this.#words.length) return;
    const words = new Int32Array(2 * this.#words.length);
    words.set(this.#words);
    this.#words = words;
  }

  #growLatest(): void {
    const latest = new Int32Array(2 * this.#latest.length).fill(NONE, this.#latest.length);
    latest.set(this.#latest);
    this.#latest = latest;
  }
}
