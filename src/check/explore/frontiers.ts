import type { StateStore } from './state-store.ts';

/** In what order states are looked at. */
export const STRATEGIES = ['bfs', 'dfs', 'random'] as const;

export type Strategy = (typeof STRATEGIES)[number];

/** The states that were found and not yet looked at. */
export interface Frontier {
  /** The next state to look at; -1 when there is none. */
  take(): number;
  /** How many may be taken before what they lead to is told. */
  readonly atOnce: number;
  /** How many steps it takes to the state that was taken last. */
  readonly depth: number;
  /** Takes note of a state that was found from the one that was taken last. */
  found(state: number): void;
  /** The same of one that was known already. */
  foundAgain(state: number, parent: number): void;
  readonly waiting: number;
}

/** Nearest first, so that the first counterexample is a shortest one. */
export class BreadthFirst implements Frontier {
  readonly atOnce = 64;
  depth = 0;
  readonly #store: StateStore;
  #next = 0;
  #levelEnd = 0;

  constructor(store: StateStore) {
    this.#store = store;
    this.#levelEnd = store.size;
  }

  // States are numbered as they are found, so that the queue is a range of their numbers.
  take(): number {
    if (this.#next === this.#store.size) return -1;
    if (this.#next === this.#levelEnd) {
      this.depth += 1;
      this.#levelEnd = this.#store.size;
    }
    return this.#next++;
  }

  found(): void {}

  foundAgain(): void {}

  get waiting(): number {
    return this.#store.size - this.#next;
  }
}

/** Deepest first: it needs no more memory, and finds what lies deep sooner. */
export class DepthFirst implements Frontier {
  readonly atOnce = 1;
  depth = 0;
  readonly #store: StateStore;
  readonly #stack: number[] = [];
  readonly #depths: number[] = [];
  readonly #isBounded: boolean;

  /** @param isBounded - whether it matters that a state is found again nearer to the beginning */
  constructor(store: StateStore, isBounded: boolean) {
    this.#store = store;
    this.#isBounded = isBounded;
    for (let state = 0; state < store.size; state++) {
      this.#stack.push(state);
      this.#depths.push(0);
    }
  }

  take(): number {
    const state = this.#stack.pop() ?? -1;
    if (state >= 0) this.depth = this.#depths[state]!;
    return state;
  }

  found(state: number): void {
    this.#depths[state] = this.depth + 1;
    this.#stack.push(state);
  }

  foundAgain(state: number, parent: number): void {
    if (!this.#isBounded || this.#depths[state]! <= this.depth + 1) return;
    this.#store.setParent(state, parent);
    this.found(state);
  }

  get waiting(): number {
    return this.#stack.length;
  }
}
