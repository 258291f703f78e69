import { requireNumber, wholeNumber } from '../../random/require-number.ts';
import { computedTopology } from './computed-topology.ts';
import type { Topology } from './topology.ts';

/**
 * A circle: each actor has the one before and the one after it. (Of two actors, each has the
 * other; one alone has none.)
 *
 * @param size - how many actors, >= 1
 * @throws TypeError or RangeError if `size` is no whole number >= 1
 *
 * @example
 * ring(5).neighbours(0); // [1, 4]
 */
export function ring(size: number): Topology {
  requireNumber('ring', 'size', size, wholeNumber(1));
  return computedTopology({
    name: 'ring',
    size,
    degree: () => Math.min(2, size - 1),
    neighbour(i, position) {
      const before = (i + size - 1) % size;
      const after = (i + 1) % size;
      return position === 0 ? Math.min(before, after) : Math.max(before, after);
    },
  });
}
