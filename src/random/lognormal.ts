import { randomLogNormal } from 'd3-random';
import type { Distribution } from './distribution.ts';
import { drawFirstOfPair } from './normal.ts';
import { finite, notNegative, positive, requireNumber } from './require-number.ts';
import { uniformSource } from './uniform-source.ts';

/** How many standard deviations above its mean a normal variable has its 99th percentile. */
const NORMAL_P99 = 2.3263478740408408;

/** The logarithm's mean `mu` and standard deviation `sigma` >= 0. */
export interface LognormalByLogarithm {
  readonly mu: number;
  readonly sigma: number;
}

/** What half the values are below, > 0, and what 99 % are below, >= the median. */
export interface LognormalByPercentiles {
  readonly median: number;
  readonly p99: number;
}

/**
 * A value whose logarithm is normal: never negative, with a long tail, as measured latencies are.
 *
 * Given either by the logarithm's mean and deviation, or by two percentiles, as read off a
 * dashboard.
 *
 * @throws TypeError or RangeError if a parameter is outside its range
 *
 * @example
 * const latency = lognormal({ median: 20, p99: 200 }); // ms
 */
export function lognormal(options: LognormalByLogarithm | LognormalByPercentiles): Distribution {
  const { mu, sigma } = 'median' in options ? fromPercentiles(options) : options;
  requireNumber('lognormal', 'mu', mu, finite);
  requireNumber('lognormal', 'sigma', sigma, notNegative);
  const sampler = randomLogNormal.source(uniformSource)(mu, sigma);
  return {
    name: 'lognormal',
    parameters: { ...options },
    mean: Math.exp(mu + sigma ** 2 / 2),
    variance: Math.expm1(sigma ** 2) * Math.exp(2 * mu + sigma ** 2),
    sample: (uniform) => drawFirstOfPair(uniform, sampler),
  };
}

function fromPercentiles({ median, p99 }: LognormalByPercentiles): LognormalByLogarithm {
  requireNumber('lognormal', 'median', median, positive);
  requireNumber('lognormal', 'p99', p99, positive);
  if (p99 < median) {
    throw new RangeError(`lognormal: p99 must be >= median, not ${p99} < ${median}`);
  }
  return { mu: Math.log(median), sigma: Math.log(p99 / median) / NORMAL_P99 };
}
