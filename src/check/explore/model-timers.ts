import type { AnyEventObject } from 'xstate';
import type { ActorNumber } from '../../actors/engine.ts';
import { Timers } from '../../swarm/timers.ts';
import { requireDelay } from '../../time/clock.ts';

/** A timer that an actor has armed, as a part of the actor's state. */
export interface ArmedTimer {
  readonly to: ActorNumber;
  readonly event: AnyEventObject;
  readonly id: string | undefined;
  /** Simulated ms until it is due, from the last time that one fired; 0 where any may fire. */
  readonly inMs: number;
}

/** The timers of the actors whose states are loaded, to be read back after a step. */
export class ModelTimers extends Timers {
  /** Whether timers fire in the order in which they are due. */
  isByTime = false;
  readonly #armed = new Map<ActorNumber, readonly ArmedTimer[]>();

  constructor() {
    super({ arm: refuse, disarm: refuse, revoke: refuse });
  }

  of(actor: ActorNumber): readonly ArmedTimer[] {
    return this.#armed.get(actor) ?? [];
  }

  load(actor: ActorNumber, timers: readonly ArmedTimer[]): void {
    this.#armed.set(actor, timers);
  }

  override arm(
    from: ActorNumber,
    to: ActorNumber,
    event: AnyEventObject,
    delayMs: number,
    id: string | undefined,
  ): void {
    requireDelay(delayMs);
    const inMs = this.isByTime ? delayMs : 0;
    this.#armed.set(from, [...this.of(from), { to, event, id, inMs }]);
  }

  override disarm(actor: ActorNumber, id: string): void {
    const timers = this.of(actor);
    const at = timers.findLastIndex((timer) => timer.id === id);
    if (at >= 0) this.#armed.set(actor, timers.toSpliced(at, 1));
  }

  override disarmAll(actor: ActorNumber): void {
    this.#armed.set(actor, []);
  }
}

/** Timers after so much simulated time has gone by; undefined when one of them is due before. */
export function aged(timers: readonly ArmedTimer[], byMs: number): ArmedTimer[] | undefined {
  if (timers.some(({ inMs }) => inMs < byMs)) return undefined;
  return timers.map((timer) => ({ ...timer, inMs: timer.inMs - byMs }));
}

function refuse(): never {
  throw new Error('The checker has no clock to put a timer on.');
}
