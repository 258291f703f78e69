import type { AnyEventObject } from 'xstate';
import type { ActorNumber, TimerRequest, TimerService } from '../actors/engine.ts';
import type { Clock } from '../time/clock.ts';
import type { Handle } from '../time/event-queue.ts';
import type { Task } from '../time/virtual-scheduler.ts';

type Alarm = Pick<Clock<Task>, 'schedule' | 'cancel'>;

/** An armed timer: due on the clock, and in the list of its actor's timers. */
class Timer implements Task {
  readonly from: ActorNumber;
  readonly to: ActorNumber;
  readonly event: AnyEventObject;
  readonly id: string | undefined;
  readonly #timers: Timers;
  handle: Handle = 0;
  next: Timer | undefined;
  previous: Timer | undefined;

  constructor(timers: Timers, { from, to, event, id }: TimerRequest, next: Timer | undefined) {
    this.#timers = timers;
    this.from = from;
    this.to = to;
    this.event = event;
    this.id = id;
    this.next = next;
  }

  run(): void {
    this.#timers.fire(this);
  }
}

/** What is left of a timer's request when it has fired. */
export type Fired = Pick<TimerRequest, 'from' | 'to' | 'event'>;

/** The timers that actors have armed: `after`, delayed `raise` and delayed `sendTo`. */
export class Timers implements TimerService {
  readonly #clock: Alarm;
  readonly #fired: (timer: Fired) => void;
  /** The timer that each actor armed last; the others follow it. */
  readonly #latest: (Timer | undefined)[] = [];

  constructor(clock: Alarm, fired: (timer: Fired) => void) {
    this.#clock = clock;
    this.#fired = fired;
  }

  /** @throws RangeError when the delay is negative or not finite */
  arm(request: TimerRequest): void {
    const { from, delayMs } = request;
    while (this.#latest.length <= from) this.#latest.push(undefined);
    const before = this.#latest[from];
    const timer = new Timer(this, request, before);
    timer.handle = this.#clock.schedule(delayMs, timer);
    if (before !== undefined) before.previous = timer;
    this.#latest[from] = timer;
  }

  /** Disarms the timer that was last armed under an id. */
  disarm(actor: ActorNumber, id: string): void {
    let timer = this.#latest[actor];
    while (timer !== undefined && timer.id !== id) timer = timer.next;
    if (timer === undefined) return;
    this.#clock.cancel(timer.handle);
    this.#unlink(timer);
  }

  disarmAll(actor: ActorNumber): void {
    for (let timer = this.#latest[actor]; timer !== undefined; timer = timer.next) {
      this.#clock.cancel(timer.handle);
    }
    if (actor < this.#latest.length) this.#latest[actor] = undefined;
  }

  fire(timer: Timer): void {
    this.#unlink(timer);
    this.#fired(timer);
  }

  #unlink(timer: Timer): void {
    const { next, previous } = timer;
    if (next !== undefined) next.previous = previous;
    if (previous !== undefined) previous.next = next;
    else this.#latest[timer.from] = next;
  }
}
