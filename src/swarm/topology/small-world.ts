import { UndirectedGraph } from 'graphology';
import type { RandomStream } from '../../random/random-stream.ts';
import { probability, requireNumber, wholeNumber } from '../../random/require-number.ts';
import { fromGraph } from './from-graph.ts';
import type { Topology } from './topology.ts';

/** What {@link smallWorld} takes. */
export interface SmallWorldOptions {
  /** How many actors, >= 1. */
  readonly size: number;
  /** How many neighbours each has before rewiring: even, from 0 to `size - 1`. */
  readonly neighbours: number;
  /** The chance that a link is rewired, from 0 (a ring lattice) to 1. */
  readonly rewireProbability: number;
  /** Where the randomness comes from: same stream, same topology. */
  readonly random: RandomStream;
}

/**
 * A ring in which each actor has its nearest neighbours, and a few links are shortcuts to
 * anywhere: mostly local, yet few steps from end to end. Rewiring keeps the number of links,
 * `size * neighbours / 2`.
 *
 * @throws TypeError or RangeError if a parameter is outside its range
 * @see D. J. Watts, S. H. Strogatz, "Collective dynamics of 'small-world' networks", 1998
 *
 * @example
 * const random = streams.stream('topology');
 * smallWorld({ size: 1_000, neighbours: 6, rewireProbability: 0.1, random });
 */
export function smallWorld(options: SmallWorldOptions): Topology {
  const { size, neighbours, rewireProbability, random } = options;
  requireNumber('smallWorld', 'size', size, wholeNumber(1));
  requireNumber('smallWorld', 'neighbours', neighbours, wholeNumber(0, size - 1));
  requireNumber('smallWorld', 'rewireProbability', rewireProbability, probability);
  if (neighbours % 2 !== 0) {
    throw new RangeError(
      `smallWorld: neighbours must be even, half on either side, not ${neighbours}`,
    );
  }
  const graph = ringLattice(size, neighbours);
  for (let distance = 1; distance <= neighbours / 2; distance++) {
    for (let i = 0; i < size; i++) {
      if (random.uniform() < rewireProbability) rewire(graph, i, (i + distance) % size, random);
    }
  }
  return fromGraph('smallWorld', graph);
}

function ringLattice(size: number, neighbours: number): UndirectedGraph {
  const graph = new UndirectedGraph();
  for (let i = 0; i < size; i++) graph.addNode(i);
  for (let distance = 1; distance <= neighbours / 2; distance++) {
    for (let i = 0; i < size; i++) graph.addEdge(i, (i + distance) % size);
  }
  return graph;
}

/** Moves the far end of a link to an actor that is no neighbour yet, each equally likely. */
function rewire(graph: UndirectedGraph, near: number, far: number, random: RandomStream): void {
  if (graph.degree(near) === graph.order - 1) return; // linked to everyone already
  let chosen = near;
  while (chosen === near || graph.hasEdge(near, chosen)) {
    chosen = random.integer(0, graph.order - 1);
  }
  graph.dropEdge(near, far);
  graph.addEdge(near, chosen);
}
