import type { Expansion } from './expansion.ts';
import type { Frontier } from './frontiers.ts';
import { grown, roomier } from './grown.ts';
import type { Layout } from './layout.ts';
import { repacked, statesTo } from './packed-states.ts';
import type { Candidates, States } from './state-store.ts';

/** Bits that are set for each state. */
const HASHES = 3;

/** How surely a search has met all states that it could tell apart by a few bits of memory each. */
export interface Omission {
  readonly bits: number;
  /** How many of them are set for a state. */
  readonly hashes: number;
  /** The chance, at the end, that a state is left out because all of its bits are set by others. */
  readonly probability: number;
}

/**
 * Remembers of a state only that some bits are set (bit-state hashing, G. Holzmann, An Analysis of
 * Bitstate Hashing, 1998): a state whose bits others have set is left out. States themselves are kept
 * as long as they are on the way from an initial state to where the search is, or wait beside it.
 */
export class BitStates implements States {
  keys: Int32Array;
  words: number;
  /** How many states are kept. */
  size = 0;
  /** How many there have been. */
  reached = 0;
  readonly #layoutOf: () => Layout;
  readonly #bits: Int32Array;
  #set = 0;
  #parents: Int32Array = new Int32Array(1024);
  readonly #hash = new Int32Array(2);

  /** @param bytes - for the bits: the next lower power of two is taken */
  constructor(words: number, bytes: number, layoutOf: () => Layout) {
    this.words = words;
    this.keys = new Int32Array(1024 * words);
    this.#layoutOf = layoutOf;
    this.#bits = new Int32Array(2 ** Math.floor(Math.log2(Math.max(4, bytes) / 4)));
  }

  get omission(): Omission {
    const bits = 32 * this.#bits.length;
    return { bits, hashes: HASHES, probability: (this.#set / bits) ** HASHES };
  }

  get bytes(): number {
    return this.keys.byteLength + this.#parents.byteLength + this.#bits.byteLength;
  }

  statesTo(state: number): number[] {
    return statesTo(state, this.#parents);
  }

  setParent(): void {}

  find(): number {
    return -1;
  }

  add({ keys, parents, count }: Candidates, found: Int32Array): void {
    while (this.size + count > this.#parents.length) this.#grow();
    const { words } = this;
    for (let each = 0; each < count; each++) {
      if (!this.#mark(keys, each * words)) {
        found[each] = ~0;
        continue;
      }
      found[each] = this.size++;
      this.reached += 1;
      this.#parents[found[each]!] = parents[each]!;
      const at = each * words;
      this.keys.set(keys.subarray(at, at + words), found[each]! * words);
    }
  }

  /** Forgets the state that was kept last. */
  release(): void {
    this.size -= 1;
  }

  relayout(before: Layout, after: Layout): void {
    this.keys = repacked(this, this.#parents.length, before, after);
    this.words = after.words;
  }

  /** Sets the bits of a state; false when they were all set before. */
  #mark(keys: Int32Array, at: number): boolean {
    this.#hashOf(keys, at);
    const [first = 0, second = 0] = this.#hash;
    let isNew = false;
    for (let each = 0; each < HASHES; each++) {
      const bit = first + Math.imul(each, second);
      const word = (bit >>> 5) & (this.#bits.length - 1);
      const mask = 1 << (bit & 31);
      if ((this.#bits[word]! & mask) !== 0) continue;
      this.#bits[word]! |= mask;
      this.#set += 1;
      isNew = true;
    }
    return isNew;
  }

  /** Two hashes of a state's values, which are the same in whatever layout they are packed. */
  #hashOf(keys: Int32Array, at: number): void {
    const { count, wordOf, shiftOf, maskOf } = this.#layoutOf();
    let first = 0;
    let second = 0;
    for (let component = 0; component < count; component++) {
      const value = (keys[at + wordOf[component]!]! >>> shiftOf[component]!) & maskOf[component]!;
      if (value === 0) continue;
      const seed = Math.imul(component + 1, 0x9e3779b1) ^ Math.imul(value, 0x85ebca6b);
      first = (first + mixed(seed)) | 0;
      second = (second + mixed(seed ^ 0x27d4eb2f)) | 0;
    }
    this.#hash[0] = mixed(first);
    // Odd, so that the bits of a state are different ones.
    this.#hash[1] = mixed(second) | 1;
  }

  #grow(): void {
    const capacity = roomier(this.#parents.length);
    this.#parents = grown(this.#parents, capacity);
    this.keys = grown(this.keys, capacity * this.words);
  }
}

/** Deepest first, where states are kept no longer than they are needed. */
export class PathFirst implements Frontier {
  readonly atOnce = 1;
  readonly isExhaustive = false;
  readonly isAtEdge = true;
  readonly sleep = 0;
  depth = 0;
  readonly #states: BitStates;
  /** By state that is kept: its depth, and 0 for one that was not looked at yet. */
  #depths: number[] = [];
  #isLookedAt: boolean[] = [];

  constructor(states: BitStates) {
    this.#states = states;
    for (let state = 0; state < states.size; state++) this.#keep(state, 0);
  }

  take(): number {
    const states = this.#states;
    while (states.size > 0 && this.#isLookedAt[states.size - 1]) states.release();
    const state = states.size - 1;
    if (state < 0) return -1;
    this.#isLookedAt[state] = true;
    this.depth = this.#depths[state]!;
    return state;
  }

  found(state: number): void {
    this.#keep(state, this.depth + 1);
  }

  foundAgain(): void {}

  isTaken(): boolean {
    return true;
  }

  get waiting(): number {
    return this.#states.size;
  }

  #keep(state: number, depth: number): void {
    this.#depths[state] = depth;
    this.#isLookedAt[state] = false;
  }
}

/** The bit states that an expansion keeps its states in, if it does. */
export function bitStatesOf({ store }: Expansion): BitStates | undefined {
  return store instanceof BitStates ? store : undefined;
}

function mixed(word: number): number {
  let mix = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  mix = Math.imul(mix ^ (mix >>> 15), 0x846ca68b);
  return mix ^ (mix >>> 16);
}
