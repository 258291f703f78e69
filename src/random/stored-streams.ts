import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { GeneratorStream } from './generator-stream.ts';
import { hash128 } from './hash.ts';
import type { RandomStream } from './random-stream.ts';

/** 32-bit words of one stream's state. */
const WORDS = 4;

/**
 * Many streams, by number, in one array: 16 bytes for each number up to the highest that has been
 * drawn from, where an object of pure-rand takes ten times as much. They draw what `createStream` draws.
 *
 * @example
 * const streams = new StoredStreams(7, (number) => `actor ${number}`);
 * streams.stream(0).uniform();
 */
export class StoredStreams {
  readonly #seed: number;
  readonly #nameOf: (number: number) => string;
  /** All 0 for a stream that has not begun, which no state is. */
  #states = new Int32Array(16 * WORDS);

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
    const at = number * WORDS;
    if (!this.#hasBegun(at)) this.#begin(number);
    return new GeneratorStream(new StoredGenerator(this, at));
  }

  /** Gives up the stream of a number, which begins anew if it is asked for again. */
  forget(number: number): void {
    this.#states.fill(0, number * WORDS, (number + 1) * WORDS);
  }

  /** Gives back the room for streams of numbers that are not below `size`. */
  shrink(size: number): void {
    this.#states = this.#states.slice(0, WORDS * size);
  }

  /** All states, one behind the other; another array when there are more streams. */
  get states(): Int32Array {
    return this.#states;
  }

  #hasBegun(at: number): boolean {
    const states = this.#states;
    if (at >= states.length) return false;
    return (states[at]! | states[at + 1]! | states[at + 2]! | states[at + 3]!) !== 0;
  }

  #begin(number: number): void {
    if (number * WORDS >= this.#states.length) this.#grow(number + 1);
    this.#states.set(hash128(this.#seed, this.#nameOf(number)), number * WORDS);
  }

  /** By a quarter, as the columns of actors are. */
  #grow(size: number): void {
    const states = new Int32Array(WORDS * Math.ceil(1.25 * size));
    states.set(this.#states);
    this.#states = states;
  }
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
