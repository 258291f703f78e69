/**
 * Who can reach whom: actors numbered from 0 to `size - 1`, and the neighbours of each.
 *
 * Neighbours are in ascending order; no actor is its own neighbour. Unless a topology says
 * otherwise, links go both ways.
 *
 * @example
 * const topology = ring(5);
 * topology.neighbours(0); // [1, 4]
 */
export interface Topology {
  /** What it is, such as `'ring'`. */
  readonly name: string;
  /** How many actors there are. */
  readonly size: number;
  /**
   * How many neighbours actor `i` has.
   *
   * @throws RangeError if there is no actor `i`
   */
  degree(i: number): number;
  /**
   * The neighbours of actor `i`, in ascending order. May be a new array at each call, as long as
   * the degree: to pick from very many neighbours, use {@link Topology.neighbour}.
   *
   * @throws RangeError if there is no actor `i`
   */
  neighbours(i: number): readonly number[];
  /**
   * The neighbour of actor `i` at a position from 0 to `degree(i) - 1`, without listing them all.
   *
   * @throws RangeError if there is no actor `i`, or it has no such neighbour
   */
  neighbour(i: number, position: number): number;
}
