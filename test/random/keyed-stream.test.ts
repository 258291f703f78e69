import { describe, expect, test } from 'vitest';
import { exponential } from '../../src/random/exponential.ts';
import { KeyedStream } from '../../src/random/keyed-stream.ts';
import { momentsOf } from './moments.ts';

const COUNT = 100_000;

/** First draws over successive values of one key, the others fixed. */
const overKey = (which: number, draw = 0): number[] => {
  const stream = new KeyedStream(7, 'network');
  return Array.from({ length: COUNT }, (_, i) => {
    const keys: [number, number, number, number] = [3, 5, 8, 0];
    keys[which] = i;
    stream.aim(...keys);
    for (let skipped = 0; skipped < draw; skipped++) stream.uniform();
    return stream.uniform();
  });
};

/** Four deviations of a sum of products of two centred uniforms, each of variance 1/12. */
const covarianceBound = 4 / 12 / Math.sqrt(COUNT);

const covariance = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, x, i) => sum + (x - 0.5) * ((b[i] ?? 0.5) - 0.5), 0) / a.length;

test('draws are a function of seed, name and keys, whatever was drawn before', () => {
  const stream = new KeyedStream(7, 'network');
  const first = stream.aim(1, 2, 3, 4).uniform();
  stream.aim(9, 9, 9, 9).shuffle([1, 2, 3]);
  expect(stream.aim(1, 2, 3, 4).uniform()).toBe(first);
  expect(new KeyedStream(7, 'network').aim(1, 2, 3, 4).uniform()).toBe(first);
});

test('draws stay the same from one release to the next', () => {
  const stream = new KeyedStream(7, 'network').aim(1, 2, 3, 4);
  const drawn = [1, 2, 3].map(() => stream.integer(0, 999));
  expect(drawn).toEqual([730, 268, 141]);
});

test('seed, name and each key, in its place, change the draws', () => {
  const all = [
    new KeyedStream(7, 'network').aim(1, 2, 3, 4).uniform(),
    new KeyedStream(8, 'network').aim(1, 2, 3, 4).uniform(),
    new KeyedStream(7, 'nemesis').aim(1, 2, 3, 4).uniform(),
    new KeyedStream(7, 'network').aim(2, 1, 3, 4).uniform(),
    new KeyedStream(7, 'network').aim(1, 3, 2, 4).uniform(),
    new KeyedStream(7, 'network').aim(1, 2, 4, 3).uniform(),
    new KeyedStream(7, 'network').aim(-1, 2, 3, 4).uniform(),
  ];
  expect(new Set(all).size).toBe(all.length);
});

describe.each([0, 1, 2, 3])('over successive values of key %i', (which) => {
  test.each([0, 1])('draw %i is uniform', (draw) => {
    const cells = new Array<number>(100).fill(0);
    for (const value of overKey(which, draw)) cells[Math.floor(value * 100)]! += 1;
    const expected = COUNT / 100;
    const chiSquare = cells.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    // 99 degrees of freedom: mean 99, deviation sqrt(198); four deviations.
    expect(Math.abs(chiSquare - 99)).toBeLessThan(4 * Math.sqrt(198));
  });

  test('draws of neighbours are independent of each other', () => {
    const drawn = overKey(which);
    for (const lag of [1, 2, 16]) {
      expect(Math.abs(covariance(drawn, drawn.slice(lag)))).toBeLessThan(covarianceBound);
    }
  });

  test('the second draw is independent of the first', () => {
    expect(Math.abs(covariance(overKey(which), overKey(which, 1)))).toBeLessThan(covarianceBound);
  });

  test('no two keys give the same draw', () => {
    expect(new Set(overKey(which)).size).toBe(COUNT); // 10^10 pairs in 2^53: 6e-7 expected
  });
});

test('one draw from each of many aims follows the distribution', () => {
  const stream = new KeyedStream(7, 'network');
  const latency = exponential({ mean: 20 });
  const drawn = Array.from({ length: COUNT }, (_, i) =>
    stream.aim(i % 100, i % 77, i, 0).sample(latency),
  );
  // The deviation of an exponential is its mean; four standard errors.
  expect(Math.abs(momentsOf(drawn).mean - 20)).toBeLessThan((4 * 20) / Math.sqrt(COUNT));
});
