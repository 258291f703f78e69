import type { FaultBounds } from '../../simulation/checking.ts';
import { BLOCKED } from './operations.ts';

export type Fault = keyof FaultBounds;

const order: readonly Fault[] = ['losses', 'duplications', 'crashes', 'restarts'];

/** Counts the faults that a behaviour has had, all in one number that begins at 0. */
export class FaultCounter {
  readonly #bounds: FaultBounds;

  constructor(bounds: FaultBounds) {
    this.#bounds = bounds;
  }

  /** Whether there is anything to count at all. */
  get isNeeded(): boolean {
    return order.some((fault) => this.#isBounded(fault));
  }

  /** How many values the counter can have. */
  get size(): number {
    return order.reduce((size, fault) => size * this.#radix(fault), 1);
  }

  isPossible(fault: Fault): boolean {
    return this.#bounds[fault] > 0;
  }

  isCounted(fault: Fault): boolean {
    return this.#isBounded(fault);
  }

  /** The counter after one more fault; {@link BLOCKED} when there have been as many as may be. */
  after(count: number, fault: Fault): number {
    const weight = order
      .slice(0, order.indexOf(fault))
      .reduce((product, before) => product * this.#radix(before), 1);
    const sofar = Math.floor(count / weight) % this.#radix(fault);
    return sofar < this.#bounds[fault] ? count + weight : BLOCKED;
  }

  #isBounded(fault: Fault): boolean {
    return this.#bounds[fault] > 0 && Number.isFinite(this.#bounds[fault]);
  }

  #radix(fault: Fault): number {
    return this.#isBounded(fault) ? this.#bounds[fault] + 1 : 1;
  }
}
