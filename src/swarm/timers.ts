import type { ActorNumber, TimerRequest } from '../actors/engine.ts';
import type { Clock } from '../time/clock.ts';
import type { Handle } from '../time/event-queue.ts';
import type { Task } from '../time/virtual-scheduler.ts';

type Alarm = Pick<Clock<Task>, 'schedule' | 'cancel'>;

/** The timers that actors have armed: `after`, delayed `raise` and delayed `sendTo`. */
export class Timers {
  readonly #clock: Alarm;
  readonly #fire: (timer: TimerRequest) => void;
  readonly #armed = new Map<ActorNumber, Map<string, Handle>>();
  #unnamed = 0;

  constructor(clock: Alarm, fire: (timer: TimerRequest) => void) {
    this.#clock = clock;
    this.#fire = fire;
  }

  /** @throws RangeError when the delay is negative or not finite */
  arm(timer: TimerRequest): void {
    const id = timer.id ?? `unnamed ${this.#unnamed++}`;
    const timers = this.#of(timer.from);
    const handle: Handle = this.#clock.schedule(timer.delayMs, {
      run: () => {
        if (timers.get(id) === handle) timers.delete(id);
        this.#fire(timer);
      },
    });
    timers.set(id, handle);
  }

  disarm(actor: ActorNumber, id: string): void {
    const timers = this.#armed.get(actor);
    const handle = timers?.get(id);
    if (handle === undefined) return;
    timers?.delete(id);
    this.#clock.cancel(handle);
  }

  disarmAll(actor: ActorNumber): void {
    for (const handle of this.#armed.get(actor)?.values() ?? []) this.#clock.cancel(handle);
    this.#armed.delete(actor);
  }

  #of(actor: ActorNumber): Map<string, Handle> {
    let timers = this.#armed.get(actor);
    if (timers === undefined) {
      timers = new Map();
      this.#armed.set(actor, timers);
    }
    return timers;
  }
}
