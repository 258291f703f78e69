import type { Components } from './components.ts';
import { grown } from './grown.ts';
import type { Layout } from './layout.ts';
import { PairTable } from './pair-table.ts';

/** Where a decision is still unknown. */
export const UNKNOWN = -1;

/** A node in the pool: which component it reads, how many branches follow, and those. */
const NODE_WORDS = 2;
/** Branches a node has at most in the pool; those of higher values are in a table. */
const BRANCHES_MAX = 32;
const UNREAD = -1;

/**
 * Remembers what was decided of states, by no more of them than was read: each inner node names the
 * component that is read next, and has a branch for each value that was read there. What is read of
 * an actor is its local state alone.
 */
export class Decisions {
  readonly #components: Components;
  /** A branch is 0 where nothing is known, a node's place, or below 0 what was decided. */
  #pool: Int32Array = new Int32Array(1024);
  #size = 1;
  readonly #highBranches = new PairTable();

  constructor(components: Components) {
    this.#components = components;
  }

  /** @returns where a new tree begins: nothing is known of it */
  plant(): number {
    return this.#node(UNREAD, BRANCHES_MAX);
  }

  /** What was decided of a packed state like this; {@link UNKNOWN} if there was none yet. */
  decide(root: number, layout: Layout, from: Int32Array, at: number): number {
    const pool = this.#pool;
    const { wordOf, shiftOf, maskOf } = layout;
    const { projections } = this.#components;
    let place = root;
    while (place > 0) {
      const component = pool[place]!;
      if (component === UNREAD) return UNKNOWN;
      const word = from[at + wordOf[component]!]!;
      const value = (word >>> shiftOf[component]!) & maskOf[component]!;
      const projection = projections[component];
      const key = projection === undefined ? value : projection.of[value]!;
      place =
        key < pool[place + 1]!
          ? pool[place + NODE_WORDS + key]!
          : this.#highBranches.get(place, key) + 1;
    }
    return place === 0 ? UNKNOWN : -place - 1;
  }

  /**
   * Remembers a decision.
   *
   * @param components - what was read for it, in order
   * @param decision - a whole number >= 0
   * @returns the root, which is another one for a decision that nothing was read for
   */
  learn(
    root: number,
    components: readonly number[],
    values: ArrayLike<number>,
    decision: number,
  ): number {
    const leaf = -decision - 1;
    if (components.length === 0) return leaf;
    let place = root;
    components.forEach((component, at) => {
      this.#pool[place] = component;
      const key = this.#keyOf(component, values[component] ?? 0);
      const known = this.#branch(place, key);
      const isLast = at === components.length - 1;
      const next = isLast ? leaf : known > 0 ? known : this.#nodeFor(components[at + 1]!);
      if (next !== known) this.#setBranch(place, key, next);
      place = next;
    });
    return root;
  }

  get bytes(): number {
    return this.#highBranches.bytes + this.#pool.byteLength;
  }

  #keyOf(component: number, value: number): number {
    return this.#components.projections[component]?.of[value] ?? value;
  }

  #branch(place: number, key: number): number {
    if (key < this.#pool[place + 1]!) return this.#pool[place + NODE_WORDS + key]!;
    return this.#highBranches.get(place, key) + 1;
  }

  #setBranch(place: number, key: number, to: number): void {
    if (key < this.#pool[place + 1]!) this.#pool[place + NODE_WORDS + key] = to;
    else this.#highBranches.set(place, key, to - 1);
  }

  #nodeFor(component: number): number {
    const keys = this.#components.projections[component]?.count ?? BRANCHES_MAX;
    return this.#node(component, Math.min(BRANCHES_MAX, 2 ** Math.ceil(Math.log2(keys + 1))));
  }

  #node(component: number, branches: number): number {
    const place = this.#size;
    this.#size += NODE_WORDS + branches;
    if (this.#size > this.#pool.length) this.#pool = grown(this.#pool, 2 * this.#pool.length);
    this.#pool[place] = component;
    this.#pool[place + 1] = branches;
    return place;
  }
}
