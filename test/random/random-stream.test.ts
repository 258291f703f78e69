import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createStream } from '../../src/random/random-stream.ts';
import { RandomStreams } from '../../src/random/random-streams.ts';

const take = (seed: number, name: string, count = 50) => {
  const stream = createStream(seed, name);
  return Array.from({ length: count }, () => stream.uniform());
};

const sorted = (items: readonly number[]) => items.toSorted((a, b) => a - b);

describe('a stream', () => {
  test('repeats itself for the same seed and name', () => {
    expect(take(7, 'queen')).toEqual(take(7, 'queen'));
  });

  test('differs by seed and by name', () => {
    const starts = [take(7, 'queen'), take(8, 'queen'), take(-7, 'queen'), take(7, 'agent')];
    expect(new Set(starts.map((numbers) => numbers[0])).size).toBe(4);
  });

  test('gives numbers that stay the same from one release to the next', () => {
    const stream = createStream(7, 'queen');
    const drawn = [1, 2, 3].map(() => stream.integer(0, 999));
    expect(drawn).toEqual([576, 323, 732]);
  });

  test('is uniform: 100 cells of 1,000 draws each pass a chi-square test', () => {
    const cells = new Array<number>(100).fill(0);
    for (const value of take(7, 'cells', 100_000)) cells[Math.floor(value * 100)]! += 1;
    const chiSquare = cells.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    // 99 degrees of freedom: mean 99, deviation sqrt(198); four deviations.
    expect(Math.abs(chiSquare - 99)).toBeLessThan(4 * Math.sqrt(198));
  });

  test('is not correlated with its neighbour by name', () => {
    const [a, b] = [take(7, 'agent-1', 100_000), take(7, 'agent-2', 100_000)];
    const covariance = a.reduce((sum, x, i) => sum + (x - 0.5) * (b[i]! - 0.5), 0) / a.length;
    // The product of two uniforms about 0 has the deviation 1/12.
    expect(Math.abs(covariance)).toBeLessThan(4 / 12 / Math.sqrt(a.length));
  });

  test('draws integers in range, both ends included', () => {
    const bound = fc.maxSafeInteger();
    fc.assert(
      fc.property(bound, bound, fc.integer(), (x, y, seed) => {
        const [lowest, highest] = x < y ? [x, y] : [y, x];
        const drawn = createStream(seed, 'integers').integer(lowest, highest);
        expect(Number.isSafeInteger(drawn)).toBe(true);
        expect(drawn >= lowest && drawn <= highest).toBe(true);
      }),
    );
    const die = createStream(7, 'die');
    const faces = new Set(Array.from({ length: 200 }, () => die.integer(1, 6)));
    expect(sorted([...faces])).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('picks one of the items, and shuffles into a permutation, without touching them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.integer(), (items, seed) => {
        const before = [...items];
        const stream = createStream(seed, 'items');
        expect(items).toContain(stream.pick(items));
        expect(sorted(stream.shuffle(items))).toEqual(sorted(items));
        expect(items).toEqual(before);
      }),
    );
  });

  test('shuffles into each of the six orders of three items equally often', () => {
    const stream = createStream(7, 'orders');
    const counts = new Map<string, number>();
    for (let i = 0; i < 6_000; i++) {
      const order = stream.shuffle(['a', 'b', 'c']).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // Binomial with n = 6,000 and p = 1/6; four deviations.
    const bound = 4 * Math.sqrt((6_000 * 5) / 36);
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(bound);
  });
});

describe('the streams of a run', () => {
  test('are one object for each name', () => {
    const streams = new RandomStreams(7);
    expect(streams.stream('queen')).toBe(streams.stream('queen'));
    expect(streams.stream('queen')).not.toBe(streams.stream('agent'));
    expect(streams.seed).toBe(7);
  });

  test('do not change when another stream is added and used', () => {
    const few = new RandomStreams(7);
    const many = new RandomStreams(7);
    const draws = (streams: RandomStreams, others: readonly string[]) =>
      Array.from({ length: 20 }, () => {
        for (const other of others) streams.stream(other).uniform();
        return streams.stream('queen').uniform();
      });
    expect(draws(many, ['new-1', 'new-2'])).toEqual(draws(few, []));
  });

  test('do not share numbers, nor the names that objects inherit', () => {
    const streams = new RandomStreams(0);
    const names = ['', '0', 'constructor', '__proto__', 'ä', 'a\u0308', 'queen', 'queen ', 'neequ'];
    expect(new Set(names.map((name) => streams.stream(name).uniform())).size).toBe(names.length);
  });
});
