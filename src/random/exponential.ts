import { randomExponential } from 'd3-random';
import type { Distribution } from './distribution.ts';
import { positive, requireNumber } from './require-number.ts';
import { drawFrom, uniformSource } from './uniform-source.ts';

/**
 * The time between events that happen at a constant rate, each independent of the others.
 *
 * @param options.mean - the mean, > 0: one over the rate
 * @throws TypeError or RangeError if `mean` is no finite number > 0
 *
 * @example
 * const betweenArrivals = exponential({ mean: 20 }); // 50 arrivals a second, in ms
 */
export function exponential({ mean }: { mean: number }): Distribution {
  requireNumber('exponential', 'mean', mean, positive);
  const sampler = randomExponential.source(uniformSource)(1 / mean);
  return {
    name: 'exponential',
    parameters: { mean },
    mean,
    variance: mean ** 2,
    sample: (source) => drawFrom(source, sampler),
  };
}
