import type { RandomStream } from '../../random/random-stream.ts';
import type { Frontier } from './frontiers.ts';

/** One behaviour after the other, each step of which is drawn among all that could be next. */
export class RandomWalks implements Frontier {
  readonly atOnce = 1;
  readonly isExhaustive = false;
  readonly isAtEdge = true;
  readonly sleep = 0;
  depth = 0;
  readonly #random: RandomStream;
  readonly #initial: number;
  #left: number;
  #next: number[] = [];

  /**
   * @param initial - how many initial states there are: those of the lowest numbers
   * @param walks - how many behaviours to follow, each to its end or to the depth at which it is cut
   */
  constructor(random: RandomStream, initial: number, walks: number) {
    this.#random = random;
    this.#initial = initial;
    this.#left = walks;
  }

  take(): number {
    if (this.#next.length === 0) return this.#begin();
    const state = this.#random.pick(this.#next);
    this.#next = [];
    this.depth += 1;
    return state;
  }

  found(state: number): void {
    this.#next.push(state);
  }

  foundAgain(state: number): void {
    this.#next.push(state);
  }

  isTaken(): boolean {
    return true;
  }

  get waiting(): number {
    return this.#left;
  }

  #begin(): number {
    if (this.#left === 0) return -1;
    this.#left -= 1;
    this.depth = 0;
    return this.#random.integer(0, this.#initial - 1);
  }
}
