import { grown } from './grown.ts';
import type { Layout } from './layout.ts';

/** No state came before. */
export const NO_PARENT = -1;

/** Packed states that were found one after the other, before it is known which of them are new. */
export interface Candidates {
  /** So many words each. */
  readonly keys: Int32Array;
  /** The state that each was found from. */
  readonly parents: Int32Array;
  readonly count: number;
}

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
  /** What is looked up for each of some candidates, before any is compared. */
  #slots: Int32Array = new Int32Array(256);
  #first: Int32Array = new Int32Array(256);

  constructor(words: number) {
    this.words = words;
    this.keys = new Int32Array(1024 * words);
  }

  parentOf(state: number): number {
    return this.#parents[state]!;
  }

  /** The states on the way to one, from a first one on. */
  statesTo(state: number): number[] {
    const states: number[] = [];
    for (let at = state; at !== NO_PARENT; at = this.#parents[at]!) states.unshift(at);
    return states;
  }

  setParent(state: number, parent: number): void {
    this.#parents[state] = parent;
  }

  /** The number of a state that is known; -1 for one that is not. */
  find(from: Int32Array, at: number): number {
    const slot = hashOf(from, at, this.words) & this.#mask;
    return this.#table[this.#slotOf(from, at, slot)]! - 1;
  }

  /**
   * Adds those of some candidates that are new, in their order.
   *
   * The candidates' places in the table are looked up for all of them first, so that the processor
   * waits for memory once for many and not once for each.
   *
   * @param found - takes for each its number if it is new, else the ones' complement of its number
   */
  add({ keys, parents, count }: Candidates, found: Int32Array): void {
    while (this.size + count > this.#parents.length) this.#grow();
    this.#lookUp(keys, count);
    const { words } = this;
    for (let each = 0; each < count; each++) {
      const at = each * words;
      const slot = this.#slotOf(keys, at, this.#slots[each]!);
      const known = this.#table[slot]!;
      found[each] = known === 0 ? this.#put(keys, at, slot, parents[each]!) : -known;
    }
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

  #lookUp(from: Int32Array, count: number): void {
    if (count > this.#slots.length) {
      this.#slots = new Int32Array(2 * count);
      this.#first = new Int32Array(2 * count);
    }
    const slots = this.#slots;
    const first = this.#first;
    const table = this.#table;
    const mask = this.#mask;
    const { keys, words } = this;
    for (let each = 0; each < count; each++) {
      const slot = hashOf(from, each * words, words) & mask;
      slots[each] = slot;
      first[each] = table[slot]!;
    }
    for (let each = 0; each < count; each++) {
      const state = first[each]!;
      if (state !== 0) first[each] = keys[(state - 1) * words]!;
    }
  }

  #put(from: Int32Array, at: number, slot: number, parent: number): number {
    const { words, keys, size } = this;
    this.#table[slot] = size + 1;
    this.#parents[size] = parent;
    const key = size * words;
    for (let word = 0; word < words; word++) keys[key + word] = from[at + word]!;
    this.size = size + 1;
    return size;
  }

  #slotOf(from: Int32Array, at: number, start: number): number {
    const table = this.#table;
    const mask = this.#mask;
    const { keys, words } = this;
    let slot = start;
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
    this.#parents = grown(this.#parents, capacity);
    this.keys = grown(this.keys, capacity * this.words);
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
