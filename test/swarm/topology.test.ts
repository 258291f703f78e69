import fc from 'fast-check';
import { DirectedGraph, UndirectedGraph } from 'graphology';
import { describe, expect, test } from 'vitest';
import { createStream } from '../../src/random/random-stream.ts';
import { complete } from '../../src/swarm/topology/complete.ts';
import { fromGraph } from '../../src/swarm/topology/from-graph.ts';
import { grid } from '../../src/swarm/topology/grid.ts';
import { randomGraph } from '../../src/swarm/topology/random.ts';
import { ring } from '../../src/swarm/topology/ring.ts';
import { scaleFree } from '../../src/swarm/topology/scale-free.ts';
import { smallWorld } from '../../src/swarm/topology/small-world.ts';
import { star } from '../../src/swarm/topology/star.ts';
import type { Topology } from '../../src/swarm/topology/topology.ts';

const stream = (seed = 7) => createStream(seed, 'topology');

const actors = (topology: Topology) => Array.from({ length: topology.size }, (_, i) => i);

const families: [string, (size: number, seed: number) => Topology][] = [
  ['complete', (size) => complete(size)],
  ['ring', (size) => ring(size)],
  ['star', (size) => star(size)],
  ['grid', (size) => grid({ rows: size, columns: 3 })],
  [
    'randomGraph',
    (size, seed) => randomGraph({ size, edgeProbability: 0.2, random: stream(seed) }),
  ],
  [
    'smallWorld',
    (size, seed) =>
      smallWorld({
        size,
        neighbours: size > 4 ? 4 : 0,
        rewireProbability: 0.3,
        random: stream(seed),
      }),
  ],
  [
    'scaleFree',
    (size, seed) => scaleFree({ size: size + 1, edgesPerNode: 1, random: stream(seed) }),
  ],
];

describe.each(families)('%s', (name, create) => {
  const sizes = fc.integer({ min: 1, max: 40 });

  test('links go both ways, never to oneself, once, in order', () => {
    fc.assert(
      fc.property(sizes, fc.integer(), (size, seed) => {
        const topology = create(size, seed);
        expect(topology.name).toBe(name);
        for (const i of actors(topology)) {
          const neighbours = topology.neighbours(i);
          expect(neighbours).toHaveLength(topology.degree(i));
          expect(neighbours).toEqual([...new Set(neighbours)].toSorted((a, b) => a - b));
          expect(neighbours).not.toContain(i);
          for (const other of neighbours) expect(topology.neighbours(other)).toContain(i);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('the neighbour at a position is the one that the list has there', () => {
    const topology = create(12, 7);
    for (const i of actors(topology)) {
      const byPosition = topology.neighbours(i).map((_, at) => topology.neighbour(i, at));
      expect(byPosition).toEqual(topology.neighbours(i));
    }
  });

  test('actors and positions that are not there are refused', () => {
    const topology = create(12, 7);
    const { size } = topology;
    const words = `${name}: actor must be a whole number from 0 to ${size - 1}, not ${size}`;
    expect(() => topology.degree(size)).toThrow(new RangeError(words));
    expect(() => topology.neighbours(size)).toThrow(new RangeError(words));
    expect(() => topology.neighbour(0, topology.degree(0))).toThrow(
      `${name}: actor 0 has ${topology.degree(0)} neighbours, none at ${topology.degree(0)}`,
    );
  });
});

test('a complete topology of a million actors stores no links', () => {
  const topology = complete(1_000_000);
  expect(topology.degree(5)).toBe(999_999);
  expect([topology.neighbour(5, 4), topology.neighbour(5, 5)]).toEqual([4, 6]);
  expect(topology.neighbour(5, 999_998)).toBe(999_999);
});

test('in a ring each has the one before and the one after', () => {
  expect(ring(5).neighbours(0)).toEqual([1, 4]);
  expect(ring(5).neighbours(3)).toEqual([2, 4]);
  expect(ring(2).neighbours(1)).toEqual([0]);
  expect(ring(1).neighbours(0)).toEqual([]);
});

test('in a star the hub has everyone, and everyone only the hub', () => {
  expect(star(4).neighbours(0)).toEqual([1, 2, 3]);
  expect(star(4).neighbours(2)).toEqual([0]);
});

test('in a grid a corner has two neighbours, an edge three and the inside four', () => {
  const topology = grid({ rows: 3, columns: 4 });
  expect(topology.size).toBe(12);
  expect(topology.neighbours(0)).toEqual([1, 4]);
  expect(topology.neighbours(7)).toEqual([3, 6, 11]);
  expect(topology.neighbours(5)).toEqual([1, 4, 6, 9]);
});

test('a directed graph links one way; loops and parallel edges do not count', () => {
  const directed = new DirectedGraph();
  for (const node of ['a', 'b', 'c']) directed.addNode(node);
  directed.addEdge('c', 'a');
  directed.addEdge('c', 'c');
  const topology = fromGraph('mine', directed);
  expect(actors(topology).map((i) => topology.neighbours(i))).toEqual([[], [], [0]]);
});

test('an empty graph is refused', () => {
  expect(() => fromGraph('mine', new UndirectedGraph())).toThrow(
    'mine: number of nodes must be a whole number >= 1, not 0',
  );
});
