import type { AnyEventObject } from 'xstate';
import type { ActorNumber, TimerService } from '../actors/engine.ts';
import { lengthened } from '../actors/lengthened.ts';
import type { Clock } from '../time/clock.ts';
import { TimersById } from './timers-by-id.ts';

/** A timer's number, which the clock gives it, and gives back when it is due. */
export type TimerNumber = number;

type Alarm = Pick<Clock<TimerNumber>, 'arm' | 'disarm' | 'revoke'>;

const NONE = -1;
/** The words of a timer: who armed it, whom it is for, and its neighbours among its actor's. */
const WORDS = 4;
const WORDS_MIN = 16 * WORDS;
const FROM = 0;
const TO = 1;
const NEXT = 2;
const PREVIOUS = 3;
/** Of a timer without an id, which has no neighbours: how often its actor had disarmed all before. */
const LIFE = 2;
const ALONE = -2;
/** Once so many were looked through for one of an id, its actor's are found by their ids. */
const LOOKED_THROUGH_MAX = 32;

/**
 * The timers that actors have armed: `after`, delayed `raise` and delayed `sendTo`.
 *
 * Kept in columns by number, for a million actors that each wait for something would else be a
 * million objects that no cheap garbage collection gets rid of. Timers with an id are in a list of
 * their actor's, to be found by it. The others can only be disarmed with all of their actor's: they
 * are void once the actor lives another life than the one they were armed in.
 */
export class Timers implements TimerService {
  readonly #clock: Alarm;
  readonly #events: (AnyEventObject | undefined)[] = [];
  readonly #ids: (string | undefined)[] = [];
  #words = new Int32Array(WORDS_MIN);
  /** The timer with an id that each actor armed last; the others follow it. */
  #latest = new Int32Array(0);
  readonly #byId = new TimersById();
  /** How often each actor has disarmed all; of those that never did, nothing. */
  readonly #lives: number[] = [];
  #hasLone = false;
  readonly #isVoid = (timer: TimerNumber): boolean => {
    const at = timer * WORDS;
    const isLone = this.#words[at + PREVIOUS] === ALONE;
    return isLone && this.#words[at + LIFE] !== this.#lifeOf(this.#words[at + FROM]!);
  };
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
    while (timer >= this.#events.length) this.#extend();
    this.#events[timer] = event;
    this.#words[timer * WORDS + FROM] = from;
    this.#words[timer * WORDS + TO] = to;
    if (id === undefined) this.#leaveAlone(timer, from);
    else this.#link(timer, from, id);
  }

  /** Disarms the timer that was last armed under an id. */
  disarm(actor: ActorNumber, id: string): void {
    const timer = this.#find(actor, id);
    if (timer === NONE) return;
    this.#clock.disarm(timer);
    this.#unlink(timer);
    this.#events[timer] = undefined;
  }

  disarmAll(actor: ActorNumber): void {
    let timer = this.#latestOf(actor);
    while (timer !== NONE) {
      const next = this.#words[timer * WORDS + NEXT]!;
      this.#clock.disarm(timer);
      this.#unlink(timer);
      this.#events[timer] = undefined;
      timer = next;
    }
    if (!this.#hasLone) return;
    while (actor >= this.#lives.length) this.#lives.push(0);
    this.#lives[actor]! += 1;
    this.#clock.revoke(this.#isVoid);
  }

  /** Who armed a timer. */
  armerOf(timer: TimerNumber): ActorNumber {
    return this.#words[timer * WORDS + FROM]!;
  }

  /** Whom a timer is for. */
  targetOf(timer: TimerNumber): ActorNumber {
    return this.#words[timer * WORDS + TO]!;
  }

  /** Looks at what `take` will need; returns whom the timer is for, if there is such a one. */
  foresee(timer: TimerNumber): ActorNumber {
    const isArmed = timer < this.#events.length && this.#events[timer] !== undefined;
    return isArmed ? this.targetOf(timer) : NONE;
  }

  /** The event of a timer that is due; it is armed no more. */
  take(timer: TimerNumber): AnyEventObject {
    const event = this.#events[timer]!;
    if (this.#words[timer * WORDS + PREVIOUS] !== ALONE) this.#unlink(timer);
    this.#events[timer] = undefined;
    return event;
  }

  /** Gives back the room that past timers have taken, when none is armed. */
  shrink(): void {
    this.#events.length = 0;
    this.#ids.length = 0;
    if (this.#words.length > WORDS_MIN) this.#words = new Int32Array(WORDS_MIN);
  }

  /** Gives back the room that is kept for each actor, when no timer is armed. */
  forgetActors(): void {
    this.#latest = new Int32Array(0);
  }

  #find(actor: ActorNumber, id: string): TimerNumber {
    if (this.#byId.has(actor)) return this.#byId.latest(actor, id) ?? NONE;
    let timer = this.#latestOf(actor);
    for (let looked = 0; timer !== NONE && this.#ids[timer] !== id; looked++) {
      if (looked === LOOKED_THROUGH_MAX) this.#byId.begin(actor, this.#armedBy(actor).reverse());
      timer = this.#words[timer * WORDS + NEXT]!;
    }
    return timer;
  }

  /** An actor's timers with an id, the last armed first. */
  #armedBy(actor: ActorNumber): (readonly [string, TimerNumber])[] {
    const armed: (readonly [string, TimerNumber])[] = [];
    let timer = this.#latestOf(actor);
    for (; timer !== NONE; timer = this.#words[timer * WORDS + NEXT]!)
      armed.push([this.#ids[timer]!, timer]);
    return armed;
  }

  #latestOf(actor: ActorNumber): TimerNumber {
    return this.#latest[actor] ?? NONE;
  }

  #lifeOf(actor: ActorNumber): number {
    return actor < this.#lives.length ? this.#lives[actor]! : 0;
  }

  #leaveAlone(timer: TimerNumber, actor: ActorNumber): void {
    this.#hasLone = true;
    this.#words[timer * WORDS + LIFE] = this.#lifeOf(actor);
    this.#words[timer * WORDS + PREVIOUS] = ALONE;
  }

  #link(timer: TimerNumber, actor: ActorNumber, id: string): void {
    if (actor >= this.#latest.length) this.#growLatest(actor + 1);
    const next = this.#latest[actor]!;
    this.#ids[timer] = id;
    this.#words[timer * WORDS + NEXT] = next;
    this.#words[timer * WORDS + PREVIOUS] = NONE;
    if (next !== NONE) this.#words[next * WORDS + PREVIOUS] = timer;
    this.#latest[actor] = timer;
    if (this.#byId.has(actor)) this.#byId.add(actor, id, timer);
  }

  #unlink(timer: TimerNumber): void {
    const at = timer * WORDS;
    const actor = this.#words[at + FROM]!;
    const next = this.#words[at + NEXT]!;
    const previous = this.#words[at + PREVIOUS]!;
    if (next !== NONE) this.#words[next * WORDS + PREVIOUS] = previous;
    if (previous !== NONE) this.#words[previous * WORDS + NEXT] = next;
    else this.#latest[actor] = next;
    if (this.#byId.has(actor)) this.#byId.remove(actor, this.#ids[timer]!, timer);
    this.#ids[timer] = undefined;
  }

  #extend(): void {
    this.#ids.push(undefined);
    const timer = this.#events.push(undefined) - 1;
    if (timer * WORDS < this.#words.length) return;
    const words = new Int32Array(2 * this.#words.length);
    words.set(this.#words);
    this.#words = words;
  }

  #growLatest(actors: number): void {
    const latest = new Int32Array(lengthened(actors)).fill(NONE, this.#latest.length);
    latest.set(this.#latest);
    this.#latest = latest;
  }
}
