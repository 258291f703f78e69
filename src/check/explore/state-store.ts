import type { Layout } from './layout.ts';

/** No state came before. */
export const NO_PARENT = -1;

/**
 * All states that have been reached, packed, each with the one that it was first reached from. Two
 * states are the same when all of their bits are: nothing is left to hashing.
 */
export class StateStore {
  /** So many words a state, in the order in which states were found. */
  keys: Int32Array;
  words: number;
  size = 0;
  #parents: Int32Array = new Int32Array(1024);
  /** The number of a state + 1, where its hash says or behind; 0 where there is none. */
  #table: Int32Array = new Int32Array(2048);
  #mask = 2047;

  constructor(words: number) {
    this.words = words;
    this.keys = new Int32Array(1024 * words);
  }

  setParent(state: number, parent: number): void {
    this.#parents[state] = parent;
  }

  parentOf(state: number): number {
    return this.#parents[state]!;
  }

  /** The number of a state that is known; -1 for one that is not. */
  find(from: Int32Array, at: number): number {
    return this.#table[this.#slotOf(from, at)]! - 1;
  }

  /**
   * Adds a state.
   *
   * @returns its number if it is new, else the ones' complement of its number, which is below 0
   */
  add(from: Int32Array, at: number, parent: number): number {
    const slot = this.#slotOf(from, at);
    if (this.#table[slot] !== 0) return -this.#table[slot]!;
    const state = this.size;
    if (state === this.#parents.length) {
      this.#grow();
      return this.add(from, at, parent);
    }
    this.#table[slot] = state + 1;
    this.#parents[state] = parent;
    const { words, keys } = this;
    const key = state * words;
    for (let word = 0; word < words; word++) keys[key + word] = from[at + word]!;
    this.size = state + 1;
    return state;
  }

  /** Packs all states anew. */
  relayout(before: Layout, after: Layout): void {
    const values = new Int32Array(after.count);
    const keys = new Int32Array(this.#parents.length * after.words);
    for (let state = 0; state < this.size; state++) {
      before.unpack(this.keys, state * before.words, values);
      after.pack(values, keys, state * after.words);
    }
    this.keys = keys;
    this.words = after.words;
    this.#rehash(this.#table.length);
  }

  get bytes(): number {
    return this.keys.byteLength + this.#parents.byteLength + this.#table.byteLength;
  }

  #slotOf(from: Int32Array, at: number): number {
    const table = this.#table;
    const mask = this.#mask;
    const { keys, words } = this;
    let slot = hashOf(from, at, words) & mask;
    for (;;) {
      const found = table[slot]!;
      if (found === 0) return slot;
      let word = 0;
      const key = (found - 1) * words;
      while (word < words && keys[key + word] === from[at + word]) word++;
      if (word === words) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const capacity = 2 * this.#parents.length;
    this.#parents = larger(this.#parents, capacity);
    this.keys = larger(this.keys, capacity * this.words);
    this.#rehash(2 * this.#table.length);
  }

  #rehash(length: number): void {
    const table = new Int32Array(length);
    const mask = length - 1;
    const { keys, words } = this;
    for (let state = 0; state < this.size; state++) {
      let slot = hashOf(keys, state * words, words) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = state + 1;
    }
    this.#table = table;
    this.#mask = mask;
  }
}

function hashOf(from: Int32Array, at: number, words: number): number {
  let hash = 0;
  for (let word = 0; word < words; word++) {
    hash = Math.imul(hash ^ from[at + word]!, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

function larger(array: Int32Array, length: number): Int32Array {
  const copy = new Int32Array(length);
  copy.set(array);
  return copy;
}
