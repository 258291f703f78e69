import { createStream, type RandomStream } from './random-stream.ts';
import { requireNumber, safeInteger } from './require-number.ts';

/**
 * The streams of one run: one for each name, so that adding an actor does not change what the
 * others draw, and two variants of a simulation see the same randomness where they are the same.
 *
 * @example
 * const streams = new RandomStreams(7);
 * streams.stream('queen').uniform();
 */
export class RandomStreams {
  readonly seed: number;
  readonly #byName = new Map<string, RandomStream>();

  /**
   * @param seed - any safe integer
   * @throws RangeError if `seed` is no safe integer
   */
  constructor(seed: number) {
    requireNumber('RandomStreams', 'seed', seed, safeInteger);
    this.seed = seed;
  }

  /** The stream of this name: made at the first call, the same object at every later one. */
  stream(name: string): RandomStream {
    const existing = this.#byName.get(name);
    if (existing !== undefined) return existing;
    const created = createStream(this.seed, name);
    this.#byName.set(name, created);
    return created;
  }
}
