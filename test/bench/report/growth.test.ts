import fc from 'fast-check';
import { expect, test } from 'vitest';
import { growthOf } from '../../../bench/report/growth.ts';

test('a power law has its exponent, and no margin', () => {
  fc.assert(
    fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (power) => {
      const { exponent, margin } = growthOf([1, 2, 5, 10].map((n) => [n, 7 * n ** power]));
      expect(exponent).toBeCloseTo(power, 9);
      expect(margin).toBeCloseTo(0, 6);
    }),
  );
});

// Logarithms to the base of 2 are 0 1 2 3 against 0 1 2 4: slope 6.5 / 5; residuals 0.2, -0.1, -0.4,
// 0.3, whose squares sum up to 0.3; and t is 4.303 for two degrees of freedom.
test('the margin is that of a least squares line', () => {
  const { exponent, margin, points } = growthOf([
    [1, 1],
    [2, 2],
    [4, 4],
    [8, 16],
  ]);
  expect(exponent).toBeCloseTo(1.3);
  expect(margin).toBeCloseTo(4.303 * Math.sqrt(0.3 / 2 / 5));
  expect(points).toBe(4);
});

test('two points leave the margin open, and one has no growth', () => {
  expect(
    growthOf([
      [1, 1],
      [2, 4],
    ]),
  ).toEqual({ exponent: 2, margin: Infinity, points: 2 });
  expect(() => growthOf([[3, 1]])).toThrow('at least two sizes');
});
