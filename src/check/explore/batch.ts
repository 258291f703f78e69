import { grown } from './grown.ts';
import type { Layout } from './layout.ts';

/** Successors of one state or of several, packed, until it is known which of them are new. */
export class Batch {
  keys: Int32Array;
  /** The state that each follows from. */
  parents: Int32Array = new Int32Array(256);
  /** The number of the move that leads to each. */
  moves: Int32Array = new Int32Array(256);
  /** The actors whose moves need not be followed from each: see `SleepSets`. */
  sleeps: Int32Array = new Int32Array(256);
  /** What the store says of each: see `StateStore.add`. */
  found: Int32Array = new Int32Array(256);
  count = 0;
  /** So many a state. */
  words: number;

  constructor(words: number) {
    this.words = words;
    this.keys = new Int32Array(256 * words);
  }

  clear(): void {
    this.count = 0;
  }

  /** Makes room for one more; returns where its words begin. */
  append(parent: number, move: number, sleep: number): number {
    const { count } = this;
    if (count === this.parents.length) this.#grow();
    this.parents[count] = parent;
    this.sleeps[count] = sleep;
    this.moves[count] = move;
    this.count = count + 1;
    return count * this.words;
  }

  /** Puts one of the successors into an earlier place. */
  move(from: number, to: number): void {
    if (from === to) return;
    const { words, keys } = this;
    for (let word = 0; word < words; word++) keys[to * words + word] = keys[from * words + word]!;
    this.parents[to] = this.parents[from]!;
    this.sleeps[to] = this.sleeps[from]!;
    this.moves[to] = this.moves[from]!;
  }

  relayout(before: Layout, after: Layout): void {
    const values = new Int32Array(after.count);
    const keys = new Int32Array(this.parents.length * after.words);
    for (let each = 0; each < this.count; each++) {
      before.unpack(this.keys, each * before.words, values);
      after.pack(values, keys, each * after.words);
    }
    this.keys = keys;
    this.words = after.words;
  }

  #grow(): void {
    const room = 2 * this.parents.length;
    this.parents = grown(this.parents, room);
    this.moves = grown(this.moves, room);
    this.sleeps = grown(this.sleeps, room);
    this.found = grown(this.found, room);
    this.keys = grown(this.keys, room * this.words);
  }
}
