import { UndirectedGraph } from 'graphology';
import type { RandomStream } from '../../random/random-stream.ts';
import { requireNumber, wholeNumber } from '../../random/require-number.ts';
import { fromGraph } from './from-graph.ts';
import type { Topology } from './topology.ts';

/** What {@link scaleFree} takes. */
export interface ScaleFreeOptions {
  /** How many actors, >= 2. */
  readonly size: number;
  /** How many links each newcomer brings, from 1 to `size - 1`. */
  readonly edgesPerNode: number;
  /** Where the randomness comes from: same stream, same topology. */
  readonly random: RandomStream;
}

/**
 * A few hubs with very many neighbours, as on the web: each newcomer links to actors with a
 * chance in proportion to their degree. Always connected; the share of actors with degree k falls
 * as k^-3.
 *
 * Grown from a star of `edgesPerNode + 1` actors, so there are
 * `edgesPerNode * (size - edgesPerNode)` links.
 *
 * @throws TypeError or RangeError if a parameter is outside its range
 * @see A.-L. Barabási, R. Albert, "Emergence of Scaling in Random Networks", 1999
 *
 * @example
 * scaleFree({ size: 1_000, edgesPerNode: 2, random: streams.stream('topology') });
 */
export function scaleFree({ size, edgesPerNode, random }: ScaleFreeOptions): Topology {
  requireNumber('scaleFree', 'size', size, wholeNumber(2));
  requireNumber('scaleFree', 'edgesPerNode', edgesPerNode, wholeNumber(1, size - 1));
  const graph = new UndirectedGraph();
  for (let i = 0; i < size; i++) graph.addNode(i);
  // Each actor once for each of its links, so that a uniform pick goes by degree.
  const linkEnds: number[] = [];
  const link = (from: number, to: number): void => {
    graph.addEdge(from, to);
    linkEnds.push(from, to);
  };
  for (let i = 1; i <= edgesPerNode; i++) link(0, i);
  for (let i = edgesPerNode + 1; i < size; i++) {
    for (const target of pickDistinct(linkEnds, edgesPerNode, random)) link(i, target);
  }
  return fromGraph('scaleFree', graph);
}

function pickDistinct(from: readonly number[], count: number, random: RandomStream): Set<number> {
  const picked = new Set<number>();
  while (picked.size < count) picked.add(random.pick(from));
  return picked;
}
