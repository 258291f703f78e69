import type { Engines } from './engines.ts';
import type { TimerNumber, Timers } from './timers.ts';

/**
 * Looks at what timers will need when they are due, a few hundred of them at a time.
 *
 * Among a million actors nearly all that an event touches is far from the processor. Looked at one
 * after the other, without anything that depends on it in between, it comes near many at once.
 */
export class Foresight {
  /** What came of it: for nobody, but what is of no consequence at all might not be done. */
  seen = 0;
  readonly #swarm: { readonly timers: Timers; readonly engines: Engines };

  constructor(swarm: { readonly timers: Timers; readonly engines: Engines }) {
    this.#swarm = swarm;
  }

  look(timer: TimerNumber): void {
    const { timers, engines } = this.#swarm;
    this.seen ^= engines.foresee(timers.foresee(timer));
  }
}
