import { expect, test } from 'vitest';
import { marginOf, medianRanks } from '../../../bench/runner/middle.ts';

// At most 2.5% of so many tosses of a coin have fewer heads than the lower: of 12, 1.9% have two or
// less, and 7.3% three or less. Of 1,000 by the bell curve: 500 - 1.96 * 15.81 = 469.
test.each([
  [6, 1, 6],
  [10, 2, 9],
  [12, 3, 10],
  [20, 6, 15],
  [100, 40, 61],
  [1_000, 469, 532],
])('of %i values, those from %i to %i are the 95%% interval of the median', (count, low, high) => {
  expect(medianRanks(count)).toEqual([low, high]);
});

test('too few for such an interval have one from the least to the greatest', () => {
  expect(medianRanks(3)).toEqual([1, 3]);
  expect(marginOf([90, 100, 120])).toBeCloseTo(15);
  expect(marginOf([100])).toBe(Infinity);
});

test('a few wild values do not move the interval of a median', () => {
  const values = [98, 99, 99, 100, 100, 100, 100, 100, 101, 101, 102, 103];
  expect(marginOf([...values.slice(0, 11), 9_000])).toBe(marginOf(values));
  expect(marginOf(values)).toBeCloseTo(1);
});
