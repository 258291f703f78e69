import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { Distribution } from './distribution.ts';
import type { RandomStream } from './random-stream.ts';
import { requireNumber, safeInteger } from './require-number.ts';

let sampling: GeneratorStream;
// Shared by all streams: a closure for each would cost memory in swarms of a million actors.
const samplingUniform = (): number => sampling.uniform();

/** A stream on top of any generator of random 32-bit integers. */
export class GeneratorStream implements RandomStream {
  readonly #generator: RandomGenerator;

  constructor(generator: RandomGenerator) {
    this.#generator = generator;
  }

  uniform(): number {
    return uniformFloat64(this.#generator);
  }

  integer(lowest: number, highest: number): number {
    requireNumber('integer', 'lowest', lowest, safeInteger);
    requireNumber('integer', 'highest', highest, safeInteger);
    if (lowest > highest) {
      throw new RangeError(`integer: lowest must be <= highest, not ${lowest} > ${highest}`);
    }
    return uniformInt(this.#generator, lowest, highest);
  }

  sample(distribution: Distribution): number {
    const outer = sampling;
    sampling = this;
    const value = distribution.sample(samplingUniform);
    sampling = outer; // a distribution may itself draw from another stream
    return value;
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('pick: items must not be empty');
    return items[uniformInt(this.#generator, 0, items.length - 1)] as T;
  }

  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = items.slice();
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = uniformInt(this.#generator, 0, last);
      const moved = shuffled[last] as T;
      shuffled[last] = shuffled[other] as T;
      shuffled[other] = moved;
    }
    return shuffled;
  }
}
