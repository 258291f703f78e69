import { describe, expect, test } from 'vitest';
import { createStream } from '../../src/random/random-stream.ts';
import { randomGraph } from '../../src/swarm/topology/random.ts';
import { scaleFree } from '../../src/swarm/topology/scale-free.ts';
import { smallWorld } from '../../src/swarm/topology/small-world.ts';
import type { Topology } from '../../src/swarm/topology/topology.ts';

const stream = (seed = 7) => createStream(seed, 'topology');

const degrees = (topology: Topology) =>
  Array.from({ length: topology.size }, (_, i) => topology.degree(i));

const links = (topology: Topology) => degrees(topology).reduce((sum, k) => sum + k, 0) / 2;

const everyLink = (topology: Topology) =>
  Array.from({ length: topology.size }, (_, i) => topology.neighbours(i));

/** Steps from actor 0 to each other one; infinite where there is no way. */
const steps = (topology: Topology): number[] => {
  const distance = new Array<number>(topology.size).fill(Infinity);
  distance[0] = 0;
  const queue = [0];
  for (const i of queue) {
    for (const other of topology.neighbours(i)) {
      if (distance[other] !== Infinity) continue;
      distance[other] = distance[i]! + 1;
      queue.push(other);
    }
  }
  return distance;
};

describe('randomGraph', () => {
  const of = (size: number, edgeProbability: number, seed?: number) =>
    randomGraph({ size, edgeProbability, random: stream(seed) });

  test('has the expected number of links', () => {
    const pairs = (1_000 * 999) / 2;
    // Binomial(pairs, p); four deviations.
    const bound = 4 * Math.sqrt(pairs * 0.01 * 0.99);
    expect(Math.abs(links(of(1_000, 0.01)) - pairs * 0.01)).toBeLessThan(bound);
  });

  test('gives all pairs the same chance', () => {
    const counts = [0, 0, 0, 0, 0, 0];
    const random = stream();
    for (let run = 0; run < 6_000; run++) {
      const drawn = everyLink(graphOf4(random));
      [drawn[0]!.includes(1), drawn[0]!.includes(2), drawn[0]!.includes(3)].forEach((is, i) => {
        counts[i]! += is ? 1 : 0;
      });
      [drawn[1]!.includes(2), drawn[1]!.includes(3), drawn[2]!.includes(3)].forEach((is, i) => {
        counts[i + 3]! += is ? 1 : 0;
      });
    }
    const bound = 4 * Math.sqrt(6_000 * 0.3 * 0.7);
    for (const count of counts) expect(Math.abs(count - 1_800)).toBeLessThan(bound);
  });

  test('links nobody at 0 and everybody at 1', () => {
    expect(links(of(50, 0))).toBe(0);
    expect(links(of(50, 1))).toBe((50 * 49) / 2);
  });

  test('a probability beyond the reach of 32 bits is still exact', () => {
    // 20,000 actors have 2e8 pairs: 2 links expected. Over 30 seeds, Poisson(60), four deviations.
    let total = 0;
    for (let seed = 0; seed < 30; seed++) total += links(of(20_000, 1e-8, seed));
    expect(Math.abs(total - 60)).toBeLessThan(4 * Math.sqrt(60));
  });
});

const graphOf4 = (stream_: ReturnType<typeof stream>) =>
  randomGraph({ size: 4, edgeProbability: 0.3, random: stream_ });

describe('smallWorld', () => {
  const of = (rewireProbability: number, size = 500, neighbours = 6) =>
    smallWorld({ size, neighbours, rewireProbability, random: stream() });

  test('without rewiring is a ring lattice', () => {
    expect(of(0, 10, 4).neighbours(0)).toEqual([1, 2, 8, 9]);
  });

  test.each([0, 0.1, 1])('keeps size * neighbours / 2 links when rewired by %d', (rewired) => {
    expect(links(of(rewired))).toBe((500 * 6) / 2);
  });

  test('moves as many links as asked for', () => {
    const local = everyLink(of(0.2)).flatMap((neighbours, i) =>
      neighbours.filter((other) => Math.min(Math.abs(i - other), 500 - Math.abs(i - other)) <= 3),
    );
    const moved = 1_500 - local.length / 2;
    // Binomial(1500, 0.2), less the 1 % of moves that end nearby again; four deviations.
    expect(Math.abs(moved - 300)).toBeLessThan(4 * Math.sqrt(1_500 * 0.2 * 0.8) + 4);
  });

  test('a few shortcuts shorten the way from end to end', () => {
    // In the lattice the farthest is 250 places away, at 3 a step.
    expect(Math.max(...steps(of(0)))).toBe(84);
    expect(Math.max(...steps(of(0.1)))).toBeLessThan(20);
  });

  test('leaves a complete graph as it is, for there is nowhere to move a link', () => {
    expect(links(of(1, 5, 4))).toBe(10);
  });
});

describe('scaleFree', () => {
  const of = (size: number, edgesPerNode: number) =>
    scaleFree({ size, edgesPerNode, random: stream() });

  test.each([1, 3, 99])(
    'with %i a newcomer has edgesPerNode * (size - edgesPerNode) links',
    (m) => {
      expect(links(of(100, m))).toBe(m * (100 - m));
    },
  );

  test('is connected', () => {
    expect(Math.max(...steps(of(2_000, 1)))).toBeLessThan(Infinity);
  });

  test('has hubs: the share with degree k is 2 m (m + 1) / (k (k + 1) (k + 2))', () => {
    // The exact limit of the model (B. Bollobás et al. 2001); from it the share with degree >= k
    // is m (m + 1) / (k (k + 1)).
    const drawn = degrees(of(20_000, 2));
    for (const k of [3, 5, 10, 20]) {
      const share = drawn.filter((degree) => degree >= k).length / drawn.length;
      const expected = 6 / (k * (k + 1));
      const error = Math.sqrt((expected * (1 - expected)) / drawn.length);
      expect(Math.abs(share - expected)).toBeLessThan(5 * error);
    }
    // A random graph of the same mean degree, 4, would have its largest near 15.
    expect(Math.max(...drawn)).toBeGreaterThan(100);
  });
});

describe('the random families', () => {
  const all = [
    (seed: number) => randomGraph({ size: 60, edgeProbability: 0.1, random: stream(seed) }),
    (seed: number) =>
      smallWorld({ size: 60, neighbours: 4, rewireProbability: 0.3, random: stream(seed) }),
    (seed: number) => scaleFree({ size: 60, edgesPerNode: 2, random: stream(seed) }),
  ];

  test('are a function of their stream', () => {
    for (const create of all) {
      expect(everyLink(create(1))).toEqual(everyLink(create(1)));
      expect(everyLink(create(1))).not.toEqual(everyLink(create(2)));
    }
  });
});

test.each([
  [
    () => randomGraph({ size: 0, edgeProbability: 0.1, random: stream() }),
    'randomGraph: size must be a whole number >= 1, not 0',
  ],
  [
    () => randomGraph({ size: 9, edgeProbability: 1.5, random: stream() }),
    'randomGraph: edgeProbability must be a probability, from 0 to 1, not 1.5',
  ],
  [
    () => smallWorld({ size: 9, neighbours: 3, rewireProbability: 0, random: stream() }),
    'smallWorld: neighbours must be even, half on either side, not 3',
  ],
  [
    () => smallWorld({ size: 4, neighbours: 4, rewireProbability: 0, random: stream() }),
    'smallWorld: neighbours must be a whole number from 0 to 3, not 4',
  ],
  [
    () => scaleFree({ size: 4, edgesPerNode: 4, random: stream() }),
    'scaleFree: edgesPerNode must be a whole number from 1 to 3, not 4',
  ],
])('%s is refused: %s', (create, message) => {
  expect(create).toThrow(new RangeError(message));
});
