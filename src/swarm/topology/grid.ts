import { requireNumber, wholeNumber } from '../../random/require-number.ts';
import { computedTopology } from './computed-topology.ts';
import type { Topology } from './topology.ts';

/**
 * A rectangle, numbered row by row: each actor has those above, left, right and below (the von
 * Neumann neighbourhood). The edges do not wrap around.
 *
 * @param options.rows - >= 1
 * @param options.columns - >= 1
 * @throws TypeError or RangeError if either is no whole number >= 1
 *
 * @example
 * grid({ rows: 3, columns: 3 }).neighbours(4); // [1, 3, 5, 7]
 */
export function grid({ rows, columns }: { rows: number; columns: number }): Topology {
  requireNumber('grid', 'rows', rows, wholeNumber(1));
  requireNumber('grid', 'columns', columns, wholeNumber(1));
  const around = (i: number): number[] => {
    const column = i % columns;
    const row = (i - column) / columns;
    return [
      ...(row > 0 ? [i - columns] : []),
      ...(column > 0 ? [i - 1] : []),
      ...(column < columns - 1 ? [i + 1] : []),
      ...(row < rows - 1 ? [i + columns] : []),
    ];
  };
  return computedTopology({
    name: 'grid',
    size: rows * columns,
    degree: (i) => around(i).length,
    neighbour: (i, position) => around(i)[position]!,
  });
}
