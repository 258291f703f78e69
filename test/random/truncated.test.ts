import { expect, test } from 'vitest';
import { constant } from '../../src/random/constant.ts';
import { normal } from '../../src/random/normal.ts';
import { truncated } from '../../src/random/truncated.ts';
import { drawMany, momentsOf } from './moments.ts';

test('a normal cut at zero is a half-normal: nothing below, mean sqrt(2 / pi)', () => {
  const half = truncated(normal({ mean: 0, standardDeviation: 1 }), { min: 0 });
  const drawn = drawMany(half, 100_000);
  expect(Math.min(...drawn.slice(0, 10_000))).toBeGreaterThanOrEqual(0);
  // The half-normal's variance is 1 - 2 / pi; four standard errors.
  const bound = 4 * Math.sqrt((1 - 2 / Math.PI) / 100_000);
  expect(Math.abs(momentsOf(drawn).mean - Math.sqrt(2 / Math.PI))).toBeLessThan(bound);
});

test('states its bounds beside the parameters of what it cuts', () => {
  const cut = truncated(normal({ mean: 5, standardDeviation: 1 }), { max: 9 });
  expect(cut).toMatchObject({
    name: 'truncated normal',
    parameters: { mean: 5, standardDeviation: 1, atMost: 9 },
  });
});

test('a range that is never hit is an error, not an endless loop', () => {
  const never = truncated(constant(1), { min: 2 });
  expect(() => drawMany(never, 1)).toThrow(
    'truncated: constant gave 10000 values in a row outside 2 to Infinity; choose a wider range',
  );
});

test('bounds in the wrong order are refused', () => {
  expect(() => truncated(constant(1), { min: 2, max: 1 })).toThrow(
    'truncated: min must be <= max, not 2 and 1',
  );
});
