import { randomNormal } from 'd3-random';
import type { Distribution } from './distribution.ts';
import { finite, notNegative, requireNumber } from './require-number.ts';
import { drawFrom, uniformSource } from './uniform-source.ts';

/**
 * The Gaussian bell. It reaches below zero: where a delay is meant, cut it with `truncated`.
 *
 * @param options.standardDeviation - >= 0
 * @throws TypeError or RangeError if a parameter is not finite, or the deviation is < 0
 *
 * @example
 * const clockSkew = normal({ mean: 0, standardDeviation: 2 });
 */
export function normal(parameters: { mean: number; standardDeviation: number }): Distribution {
  const { mean, standardDeviation } = parameters;
  requireNumber('normal', 'mean', mean, finite);
  requireNumber('normal', 'standardDeviation', standardDeviation, notNegative);
  const sampler = randomNormal.source(uniformSource)(mean, standardDeviation);
  return {
    name: 'normal',
    parameters: { mean, standardDeviation },
    mean,
    variance: standardDeviation ** 2,
    sample: (source) => drawFirstOfPair(source, sampler),
  };
}

/**
 * Draws from a sampler of d3-random that makes its numbers in pairs (Marsaglia's polar method)
 * and keeps the second for the next call. The second is taken and dropped, for it would reach
 * whichever stream draws next.
 */
export function drawFirstOfPair(uniform: () => number, sampler: () => number): number {
  const first = drawFrom(uniform, sampler);
  sampler();
  return first;
}
