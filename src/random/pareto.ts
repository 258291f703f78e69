import { randomPareto } from 'd3-random';
import type { Distribution } from './distribution.ts';
import { positive, requireNumber } from './require-number.ts';
import { drawFrom, uniformSource } from './uniform-source.ts';

/**
 * The heaviest tail here: a few values are larger than all others together, as with file sizes.
 *
 * @param options.shape - > 0; the mean is infinite up to 1, the variance up to 2
 * @param options.scale - the least possible value, > 0
 * @throws TypeError or RangeError if `shape` or `scale` is no finite number > 0
 *
 * @example
 * const size = pareto({ shape: 2.5, scale: 100 }); // at least 100, 167 on average
 */
export function pareto({ shape, scale }: { shape: number; scale: number }): Distribution {
  requireNumber('pareto', 'shape', shape, positive);
  requireNumber('pareto', 'scale', scale, positive);
  const sampler = randomPareto.source(uniformSource)(shape);
  return {
    name: 'pareto',
    parameters: { shape, scale },
    mean: shape > 1 ? (shape * scale) / (shape - 1) : Infinity,
    variance: shape > 2 ? (shape * scale ** 2) / ((shape - 1) ** 2 * (shape - 2)) : Infinity,
    sample: (source) => scale * drawFrom(source, sampler),
  };
}
