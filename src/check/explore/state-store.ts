import { grown, roomier } from './grown.ts';
import { HashTable, hashOf } from './hash-table.ts';
import type { Layout } from './layout.ts';
import { repacked, statesTo } from './packed-states.ts';

/** Packed states that were found one after the other, before it is known which of them are new. */
export interface Candidates {
  /** So many words each. */
  readonly keys: Int32Array;
  /** The state that each was found from. */
  readonly parents: Int32Array;
  readonly count: number;
}

/** The states that a search has reached, or those of them that it keeps. */
export interface States {
  /** So many words a state, in the order in which states were found. */
  readonly keys: Int32Array;
  readonly words: number;
  /** How many states are kept; they are numbered from 0. */
  readonly size: number;
  /** How many there have been. */
  readonly reached: number;
  readonly bytes: number;
  /** The states on the way to one, from a first one on. */
  statesTo(state: number): number[];
  setParent(state: number, parent: number): void;
  find(from: Int32Array, at: number): number;
  /** Adds those of some candidates that are new: see {@link StateStore.add}. */
  add(candidates: Candidates, found: Int32Array): void;
  /** Packs all states anew. */
  relayout(before: Layout, after: Layout): void;
}

/**
 * All states that have been reached, packed, each with the one that it was first reached from. Two
 * states are the same when all of their bits are: nothing is left to hashing.
 */
export class StateStore implements States {
  keys: Int32Array;
  words: number;
  size = 0;
  #parents: Int32Array = new Int32Array(1024);
  #table = new HashTable();
  /** The hashes of some candidates, and what the table says of each, before any is compared. */
  #hashes: Int32Array = new Int32Array(256);
  #firsts: Int32Array = new Int32Array(256);

  constructor(words: number) {
    this.words = words;
    this.keys = new Int32Array(1024 * words);
  }

  get reached(): number {
    return this.size;
  }

  statesTo(state: number): number[] {
    return statesTo(state, this.#parents);
  }

  setParent(state: number, parent: number): void {
    this.#parents[state] = parent;
  }

  /** The number of a state that is known; -1 for one that is not. */
  find(from: Int32Array, at: number): number {
    const found = this.#table.find(hashOf(from, at, this.words), this, from, at);
    return found < 0 ? -1 : found;
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
    this.#table.reserve(this.size + count, this);
    this.#lookUp(keys, count);
    const { words } = this;
    const table = this.#table;
    const hashes = this.#hashes;
    for (let each = 0; each < count; each++) {
      const at = each * words;
      const hash = hashes[each]!;
      const known = table.find(hash, this, keys, at);
      if (known >= 0) found[each] = ~known;
      else {
        table.put(~known, this.size, hash);
        found[each] = this.#append(keys, at, parents[each]!);
      }
    }
  }

  relayout(before: Layout, after: Layout): void {
    this.keys = repacked(this, this.#parents.length, before, after);
    this.words = after.words;
    this.#table.rehash(this);
  }

  get bytes(): number {
    return 4 * (this.words + 1) * this.size + this.#table.bytes;
  }

  #lookUp(from: Int32Array, count: number): void {
    if (count > this.#hashes.length) {
      this.#hashes = new Int32Array(2 * count);
      this.#firsts = new Int32Array(2 * count);
    }
    const hashes = this.#hashes;
    const firsts = this.#firsts;
    const { words } = this;
    for (let each = 0; each < count; each++) hashes[each] = hashOf(from, each * words, words);
    this.#table.glance(hashes, count, firsts);
    const { keys } = this;
    for (let each = 0; each < count; each++) {
      const state = firsts[each]!;
      if (state >= 0) firsts[each] = keys[state * words]!;
    }
  }

  #append(from: Int32Array, at: number, parent: number): number {
    const { words, keys, size } = this;
    this.#parents[size] = parent;
    const key = size * words;
    for (let word = 0; word < words; word++) keys[key + word] = from[at + word]!;
    this.size = size + 1;
    return size;
  }

  #grow(): void {
    const capacity = roomier(this.#parents.length);
    this.#parents = grown(this.#parents, capacity);
    this.keys = grown(this.keys, capacity * this.words);
  }
}
