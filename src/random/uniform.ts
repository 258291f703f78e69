import { randomUniform } from 'd3-random';
import type { Distribution } from './distribution.ts';
import { finite, requireNumber } from './require-number.ts';
import { drawFrom, uniformSource } from './uniform-source.ts';

/**
 * Every value from `min` (included) to `max` (excluded) equally likely.
 *
 * @throws TypeError or RangeError if a bound is no finite number, or `min > max`
 *
 * @example
 * const jitter = uniform({ min: 0, max: 10 }); // 5 ms on average
 */
export function uniform({ min, max }: { min: number; max: number }): Distribution {
  requireNumber('uniform', 'min', min, finite);
  requireNumber('uniform', 'max', max, finite);
  if (min > max) throw new RangeError(`uniform: min must be <= max, not ${min} > ${max}`);
  const sampler = randomUniform.source(uniformSource)(min, max);
  return {
    name: 'uniform',
    parameters: { min, max },
    mean: min + (max - min) / 2,
    variance: (max - min) ** 2 / 12,
    sample: (source) => drawFrom(source, sampler),
  };
}
