import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { Distribution } from './distribution.ts';
import { GeneratorStream } from './generator-stream.ts';
import { hash128 } from './hash.ts';
import { requireNumber, safeInteger } from './require-number.ts';

/** A seeded stream of random numbers: same seed, same name, same calls, same numbers. */
export interface RandomStream {
  /** A uniform number in [0, 1), with 53 random bits. */
  uniform(): number;
  /**
   * A uniform whole number from `lowest` to `highest`, both included; unbiased.
   *
   * @throws RangeError if `lowest > highest`, or either is no safe integer.
   */
  integer(lowest: number, highest: number): number;
  /** A number drawn from `distribution`. */
  sample(distribution: Distribution): number;
  /**
   * One of `items`, each equally likely.
   *
   * @throws RangeError if there are none.
   */
  pick<T>(items: readonly T[]): T;
  /** A new array of the same items in random order, each order equally likely (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[];
}

/**
 * Creates the stream that a seed gives to a name. Streams of different names are independent.
 *
 * The generator is pure-rand's xoroshiro128+ (D. Blackman, S. Vigna 2018), its 128 bits of state
 * a hash of seed and name: two streams overlap with a chance that can be neglected.
 *
 * @param seed - any safe integer
 * @throws RangeError if `seed` is no safe integer
 *
 * @example
 * const random = createStream(7, 'queen');
 * random.integer(1, 6);
 */
export function createStream(seed: number, name: string): RandomStream {
  requireNumber('createStream', 'seed', seed, safeInteger);
  return new GeneratorStream(xoroshiro128plusFromState(hash128(seed, name)));
}
