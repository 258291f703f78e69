import { requireNumber, wholeNumber } from '../../random/require-number.ts';
import { computedTopology } from './computed-topology.ts';
import type { Topology } from './topology.ts';

/**
 * Actor 0 is the hub: everyone's neighbour, and the only one that the others have.
 *
 * @param size - how many actors, the hub included, >= 1
 * @throws TypeError or RangeError if `size` is no whole number >= 1
 *
 * @example
 * star(4).neighbours(0); // [1, 2, 3]
 */
export function star(size: number): Topology {
  requireNumber('star', 'size', size, wholeNumber(1));
  return computedTopology({
    name: 'star',
    size,
    degree: (i) => (i === 0 ? size - 1 : 1),
    neighbour: (i, position) => (i === 0 ? position + 1 : 0),
  });
}
