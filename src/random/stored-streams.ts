import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { GeneratorStream } from './generator-stream.ts';
import { hash128 } from './hash.ts';
import type { RandomStream } from './random-stream.ts';

/** 32-bit words of one stream's state. */
const WORDS = 4;
const NONE = -1;

/**
 * Many streams, by number, in one array: 16 bytes for each that has been drawn from, where an
 * object of pure-rand takes ten times as much. They draw what `createStream` draws.
 *
 * @example
 * const streams = new StoredStreams(7, (number) => `actor ${number}`);
 * streams.stream(0).uniform();
 */
export class StoredStreams {
  readonly #seed: number;
  readonly #nameOf: (number: number) => string;
  readonly #vacant: number[] = [];
  #rows = new Int32Array(16).fill(NONE);
  #states = new Int32Array(16 * WORDS);
  #used = 0;

  /** @param nameOf - names the stream of a number; one name, one sequence */
  constructor(seed: number, nameOf: (number: number) => string) {
    this.#seed = seed;
    this.#nameOf = nameOf;
  }

  /**
   * The stream of a number, as it was left. What is returned is a view: it may be dropped, and
   * asked for again.
   */
  stream(number: number): RandomStream {
    let row = this.#rows[number] ?? NONE;
    if (row === NONE) row = this.#begin(number);
    return new GeneratorStream(new StoredGenerator(this, row * WORDS));
  }

  /** Gives up the stream of a number, which begins anew if it is asked for again. */
  forget(number: number): void {
    const row = this.#rows[number] ?? NONE;
    if (row === NONE) return;
    this.#rows[number] = NONE;
    this.#vacant.push(row);
  }

  /** All states, one behind the other; another array when there are more streams. */
  get states(): Int32Array {
    return this.#states;
  }

  #begin(number: number): number {
    const row = this.#vacant.pop() ?? this.#used++;
    while (number >= this.#rows.length) this.#rows = grown(this.#rows, NONE);
    while ((row + 1) * WORDS > this.#states.length) this.#states = grown(this.#states, 0);
    this.#rows[number] = row;
    this.#states.set(hash128(this.#seed, this.#nameOf(number)), row * WORDS);
    return row;
  }
}

/** By a quarter, as the columns of actors are. */
function grown(array: Int32Array<ArrayBuffer>, filling: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.ceil(1.25 * array.length)).fill(filling, array.length);
  larger.set(array);
  return larger;
}

/**
 * xoroshiro128+ with shifts 24, 16, 37 (D. Blackman, S. Vigna 2018), as pure-rand's: its low
 * words, with the state in an array. A word pair is high before low.
 */
class StoredGenerator implements RandomGenerator {
  readonly #store: StoredStreams;
  readonly #at: number;

  constructor(store: StoredStreams, at: number) {
    this.#store = store;
    this.#at = at;
  }

  next(): number {
    const { states } = this.#store;
    const at = this.#at;
    const firstHigh = states[at]!;
    const firstLow = states[at + 1]!;
    const mixedHigh = states[at + 2]! ^ firstHigh;
    const mixedLow = states[at + 3]! ^ firstLow;
    const drawn = (firstLow + states[at + 3]!) | 0;
    const shiftedHigh = (mixedHigh << 16) | (mixedLow >>> 16);
    states[at] = (firstHigh << 24) ^ (firstLow >>> 8) ^ mixedHigh ^ shiftedHigh;
    states[at + 1] = (firstLow << 24) ^ (firstHigh >>> 8) ^ mixedLow ^ (mixedLow << 16);
    states[at + 2] = (mixedLow << 5) ^ (mixedHigh >>> 27);
    states[at + 3] = (mixedHigh << 5) ^ (mixedLow >>> 27);
    return drawn;
  }

  clone(): RandomGenerator {
    const copy = new StoredStreams(0, String);
    copy.states.set(this.getState());
    return new StoredGenerator(copy, 0);
  }

  getState(): readonly number[] {
    return [...this.#store.states.subarray(this.#at, this.#at + WORDS)];
  }
}
