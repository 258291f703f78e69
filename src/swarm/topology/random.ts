import { UndirectedGraph } from 'graphology';
import { erdosRenyi } from 'graphology-generators/random/index.js';
import type { RandomStream } from '../../random/random-stream.ts';
import { probability, requireNumber, wholeNumber } from '../../random/require-number.ts';
import { fromGraph } from './from-graph.ts';
import type { Topology } from './topology.ts';

/** What {@link randomGraph} takes. */
export interface RandomGraphOptions {
  /** How many actors, >= 1. */
  readonly size: number;
  /** The chance of each possible link, from 0 to 1. */
  readonly edgeProbability: number;
  /** Where the randomness comes from: same stream, same topology. */
  readonly random: RandomStream;
}

/**
 * graphology skips over absent edges by whole numbers of 32 bits. Below this probability a skip
 * may be longer than that; at it, once in 10^18.
 */
const EDGE_PROBABILITY_MIN = 2e-8;

/**
 * Every possible link is there with the same chance, independently: the G(n, p) model. It falls
 * apart into pieces when `edgeProbability` is below about ln(size) / size.
 *
 * @throws TypeError or RangeError if a parameter is outside its range
 * @see P. Erdős, A. Rényi, "On Random Graphs I", 1959; E. N. Gilbert, "Random Graphs", 1959
 *
 * @example
 * randomGraph({ size: 1_000, edgeProbability: 0.01, random: streams.stream('topology') });
 */
export function randomGraph(options: RandomGraphOptions): Topology {
  const { size, edgeProbability, random: stream } = options;
  requireNumber('randomGraph', 'size', size, wholeNumber(1));
  requireNumber('randomGraph', 'edgeProbability', edgeProbability, probability);
  const drawn = edgeProbability === 0 ? 0 : Math.max(edgeProbability, EDGE_PROBABILITY_MIN);
  const graph = erdosRenyi.sparse(UndirectedGraph, {
    order: size,
    probability: drawn,
    rng: () => stream.uniform(),
  });
  if (drawn > edgeProbability) thinOut(graph, edgeProbability / drawn, stream);
  return fromGraph('randomGraph', graph);
}

function thinOut(graph: UndirectedGraph, share: number, stream: RandomStream): void {
  for (const edge of graph.edges()) {
    if (stream.uniform() >= share) graph.dropEdge(edge);
  }
}
