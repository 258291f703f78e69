import type { Distribution } from './distribution.ts';
import { finite, requireNumber } from './require-number.ts';

/**
 * Draws one of the samples given, each equally likely, with replacement: what was measured, and
 * nothing between or beyond it.
 *
 * @param samples - at least one finite number; copied
 * @throws TypeError or RangeError if there are no samples, or one is no finite number
 * @see B. Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979
 *
 * @example
 * const latency = empirical([12, 15, 11, 90]); // ms, as measured
 */
export function empirical(samples: readonly number[]): Distribution {
  if (samples.length === 0) throw new RangeError('empirical: samples must not be empty');
  for (let i = 0; i < samples.length; i++) {
    requireNumber('empirical', `samples[${i}]`, samples[i], finite);
  }
  const values = Float64Array.from(samples);
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value / count, 0);
  return {
    name: 'empirical',
    parameters: { count },
    mean,
    variance: values.reduce((sum, value) => sum + (value - mean) ** 2 / count, 0),
    sample: (uniform) => values[Math.floor(uniform() * count)]!,
  };
}
