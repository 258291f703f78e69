import type { Distribution } from './distribution.ts';
import { finite, requireNumber } from './require-number.ts';

/**
 * Always the same value; draws no random number.
 *
 * @throws TypeError or RangeError if `value` is no finite number
 *
 * @example
 * const serviceTime = constant(5); // 5 ms
 */
export function constant(value: number): Distribution {
  requireNumber('constant', 'value', value, finite);
  return {
    name: 'constant',
    parameters: { value },
    mean: value,
    variance: 0,
    sample: () => value,
  };
}
