import { requireNumber, wholeNumber } from '../../random/require-number.ts';
import { computedTopology } from './computed-topology.ts';
import type { Topology } from './topology.ts';

/**
 * Everyone is everyone's neighbour. No links are stored, so a million actors are no burden.
 *
 * @param size - how many actors, >= 1
 * @throws TypeError or RangeError if `size` is no whole number >= 1
 *
 * @example
 * complete(4).neighbours(1); // [0, 2, 3]
 */
export function complete(size: number): Topology {
  requireNumber('complete', 'size', size, wholeNumber(1));
  return computedTopology({
    name: 'complete',
    size,
    degree: () => size - 1,
    neighbour: (i, position) => (position < i ? position : position + 1),
  });
}
