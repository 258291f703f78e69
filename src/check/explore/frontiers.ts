import { grown } from './grown.ts';
import type { States } from './state-store.ts';

/** In what order states are looked at. */
export const STRATEGIES = ['bfs', 'dfs', 'random'] as const;

export type Strategy = (typeof STRATEGIES)[number];

/** The states that were found and not yet looked at. */
export interface Frontier {
  /** The next state to look at; -1 when there is none. */
  take(): number;
  /** How many may be taken before what they lead to is told. */
  readonly atOnce: number;
  /** Whether all that was found must be told before the next is taken. */
  readonly isAtEdge: boolean;
  /** How many steps it takes to the state that was taken last. */
  readonly depth: number;
  /** The actors whose moves need not be followed from it. */
  readonly sleep: number;
  /** Takes note of a state that was found from one that was taken. */
  found(state: number, sleep: number): void;
  /** The same of one that was known already. */
  foundAgain(state: number, sleep: number, parent: number): void;
  readonly waiting: number;
  /** Whether a state was taken before. */
  isTaken(state: number): boolean;
  /** Whether every state has been looked at when there is none left. */
  readonly isExhaustive: boolean;
}

/** Nearest first, so that the first counterexample is a shortest one. */
export class BreadthFirst implements Frontier {
  readonly atOnce = 64;
  readonly isExhaustive = true;
  depth = 0;
  sleep = 0;
  readonly #store: States;
  readonly #sleeps: boolean;
  #next = 0;
  #levelStart = 0;
  #levelEnd: number;
  /** Who sleeps in the states of this level, and of the next. */
  #here: Int32Array = new Int32Array(64);
  #there: Int32Array = new Int32Array(64);

  /** @param sleeps - whether actors may sleep */
  constructor(store: States, sleeps: boolean) {
    this.#store = store;
    this.#sleeps = sleeps;
    this.#levelEnd = store.size;
    this.#here = grown(this.#here, store.size);
  }

  get isAtEdge(): boolean {
    return this.#next === this.#levelEnd;
  }

  // States are numbered as they are found, so that the queue is a range of their numbers.
  take(): number {
    if (this.#next === this.#store.size) return -1;
    if (this.#next === this.#levelEnd) this.#goDeeper();
    this.sleep = this.#sleeps ? this.#here[this.#next - this.#levelStart]! : 0;
    return this.#next++;
  }

  found(state: number, sleep: number): void {
    if (!this.#sleeps) return;
    const at = state - this.#levelEnd;
    if (at >= this.#there.length) this.#there = grown(this.#there, 2 * this.#there.length);
    this.#there[at] = sleep;
  }

  // Nobody sleeps who is awake on any of the shortest ways to a state.
  foundAgain(state: number, sleep: number): void {
    if (this.#sleeps && state >= this.#levelEnd) this.#there[state - this.#levelEnd]! &= sleep;
  }

  isTaken(state: number): boolean {
    return state < this.#next;
  }

  get waiting(): number {
    return this.#store.size - this.#next;
  }

  #goDeeper(): void {
    this.depth += 1;
    this.#levelStart = this.#levelEnd;
    this.#levelEnd = this.#store.size;
    const there = this.#there;
    this.#there = this.#here;
    this.#here = there;
  }
}

/** Deepest first: it needs no more memory, and finds what lies deep sooner. */
export class DepthFirst implements Frontier {
  readonly atOnce = 1;
  readonly isExhaustive = true;
  readonly isAtEdge = true;
  readonly sleep = 0;
  depth = 0;
  readonly #store: States;
  readonly #stack: number[] = [];
  readonly #depths: number[] = [];
  readonly #isTaken: boolean[] = [];
  readonly #isBounded: boolean;

  /** @param isBounded - whether it matters that a state is found again nearer to the beginning */
  constructor(store: States, isBounded: boolean) {
    this.#store = store;
    this.#isBounded = isBounded;
    for (let state = 0; state < store.size; state++) {
      this.#stack.push(state);
      this.#depths.push(0);
    }
  }

  take(): number {
    const state = this.#stack.pop() ?? -1;
    if (state >= 0) {
      this.depth = this.#depths[state]!;
      this.#isTaken[state] = true;
    }
    return state;
  }

  found(state: number): void {
    this.#depths[state] = this.depth + 1;
    this.#stack.push(state);
  }

  foundAgain(state: number, _sleep: number, parent: number): void {
    if (!this.#isBounded || this.#depths[state]! <= this.depth + 1) return;
    this.#store.setParent(state, parent);
    this.found(state);
  }

  isTaken(state: number): boolean {
    return this.#isTaken[state] ?? false;
  }

  get waiting(): number {
    return this.#stack.length;
  }
}
