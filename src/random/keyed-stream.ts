import { GeneratorStream } from './generator-stream.ts';
import { hash128 } from './hash.ts';
import { KeyedGenerator } from './keyed-generator.ts';
import { requireNumber, safeInteger } from './require-number.ts';

/**
 * A stream that is aimed anew for each envelope, so that links need no state of their own.
 *
 * What it draws after `aim` is a pure function of the seed, the name and the four keys, whatever
 * was drawn before. Aiming allocates nothing.
 *
 * @example
 * const random = new KeyedStream(7, 'network');
 * random.aim(from, to, numberOnLink, 0).sample(latency);
 */
export class KeyedStream extends GeneratorStream {
  readonly #keyed: KeyedGenerator;

  /**
   * @param seed - any safe integer
   * @param name - streams of different names are independent under the same keys
   * @throws RangeError if `seed` is no safe integer
   */
  constructor(seed: number, name = '') {
    requireNumber('KeyedStream', 'seed', seed, safeInteger);
    const keyed = new KeyedGenerator(hash128(seed, 'keyed', name));
    super(keyed);
    this.#keyed = keyed;
  }

  /** Points the stream at four keys, whole numbers that count modulo 2^32. */
  aim(k0: number, k1: number, k2: number, k3: number): this {
    this.#keyed.aim(k0, k1, k2, k3);
    return this;
  }
}
