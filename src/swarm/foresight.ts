import type { ActorNumber } from '../actors/engine.ts';
import type { ActorTable } from './actor-table.ts';
import type { Engines } from './engines.ts';
import type { Timers } from './timers.ts';

/** The parts of a swarm that an event has to look things up in. */
export interface Foreseen {
  readonly timers: Timers;
  readonly engines: Engines;
  readonly directory: ActorTable;
}

/**
 * Looks at what timers will need when they are due, a few hundred of them at a time.
 *
 * Among a million actors nearly all that an event touches is far from the processor. Looked at for
 * many events, one kind of thing after the other, it comes near many at once: a look waits only
 * for what it has to follow, and the processor goes ahead by as many looks as fit into it.
 */
export class Foresight {
  /** What came of it: for nobody, but what is of no consequence at all might not be done. */
  seen = 0;
  readonly #swarm: Foreseen;
  #targets = new Int32Array(256);

  constructor(swarm: Foreseen) {
    this.#swarm = swarm;
  }

  look(timers: Int32Array): void {
    const count = this.#lookAtTimers(timers);
    this.#lookAtStates(count);
    this.#lookAtContexts(count);
  }

  /** @returns how many targets they have */
  #lookAtTimers(numbers: Int32Array): number {
    const { timers } = this.#swarm;
    if (numbers.length > this.#targets.length) this.#targets = new Int32Array(2 * numbers.length);
    const targets = this.#targets;
    let count = 0;
    for (let at = 0; at < numbers.length; at++) {
      const target: ActorNumber = timers.foresee(numbers[at]!);
      if (target >= 0) targets[count++] = target;
    }
    return count;
  }

  #lookAtStates(count: number): void {
    const { directory, engines } = this.#swarm;
    const { columns } = engines;
    const targets = this.#targets;
    let seen = 0;
    for (let at = 0; at < count; at++) {
      seen ^= directory.foresee(targets[at]!) ^ columns.foreseeState(targets[at]!);
    }
    this.seen ^= seen;
  }

  #lookAtContexts(count: number): void {
    const { columns } = this.#swarm.engines;
    const targets = this.#targets;
    let seen = 0;
    for (let at = 0; at < count; at++) seen ^= columns.foreseeContext(targets[at]!);
    this.seen ^= seen;
  }
}
