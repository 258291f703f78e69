import type { AbstractGraph } from 'graphology-types';
import { requireNumber, wholeNumber } from '../../random/require-number.ts';
import { computedTopology } from './computed-topology.ts';
import type { Topology } from './topology.ts';

/**
 * Makes a topology of any graphology graph, such as one of graphology-generators or one read
 * from a file. Actors are numbered in the order of `graph.nodes()`.
 *
 * A directed edge is a link from its source to its target only. Parallel edges are one link, and
 * loops are none. The links are copied: later changes of the graph do not show.
 *
 * @param graph - with at least one node
 * @throws RangeError if the graph is empty
 *
 * @example
 * fromGraph('caveman', connectedCaveman(UndirectedGraph, 6, 8));
 */
export function fromGraph(name: string, graph: AbstractGraph): Topology {
  requireNumber(name, 'number of nodes', graph.order, wholeNumber(1));
  const nodes = graph.nodes();
  const numbers = new Map(nodes.map((node, i) => [node, i]));
  const links = nodes.map((node, i) => {
    const linked = new Set(graph.outboundNeighbors(node).map((other) => numbers.get(other)!));
    linked.delete(i);
    return Int32Array.from(linked).sort();
  });
  return computedTopology({
    name,
    size: nodes.length,
    degree: (i) => links[i]!.length,
    neighbour: (i, position) => links[i]![position]!,
  });
}
