import { randomGamma } from 'd3-random';
import type { Distribution } from './distribution.ts';
import { positive, requireNumber } from './require-number.ts';

/**
 * The time that `shape` steps take one after another, each exponential with mean `scale`; `shape`
 * need not be whole. Its tail is lighter than the exponential's when `shape > 1`.
 *
 * @throws TypeError or RangeError if `shape` or `scale` is no finite number > 0
 *
 * @example
 * const serviceTime = gamma({ shape: 3, scale: 5 }); // 15 ms on average
 */
export function gamma({ shape, scale }: { shape: number; scale: number }): Distribution {
  requireNumber('gamma', 'shape', shape, positive);
  requireNumber('gamma', 'scale', scale, positive);
  return {
    name: 'gamma',
    parameters: { shape, scale },
    mean: shape * scale,
    variance: shape * scale ** 2,
    // Built for each draw: d3-random rejects normal draws inside, so whether one is left over for
    // the next stream cannot be told from outside.
    sample: (uniform) => randomGamma.source(uniform)(shape, scale)(),
  };
}
