import { normal } from 'statehive';
import { expect, test } from 'vitest';
import { medianErrorOf } from '../../../bench/runner/median-error.ts';
import { createStream } from '../../../src/random/random-stream.ts';

const bell = normal({ mean: 100, standardDeviation: 10 });
const drawn = (count: number, seed: number) => {
  const stream = createStream(seed, 'blocks');
  return Array.from({ length: count }, () => stream.sample(bell));
};
const mean = (values: readonly number[]) =>
  values.reduce((sum, each) => sum + each) / values.length;

// Of a median of normal values: 1.2533 times their deviation by the root of their number.
test.each([
  [25, 2.51],
  [100, 1.25],
  [400, 0.627],
])('the error of the median of %i normal values is that of theory', (count, percent) => {
  const errors = Array.from({ length: 40 }, (_, seed) => medianErrorOf(drawn(count, seed)));
  expect(mean(errors) / percent).toBeGreaterThan(0.85);
  expect(mean(errors) / percent).toBeLessThan(1.15);
});

test('values of two speeds have a median of a great error, though most do not differ from it', () => {
  const values = Array.from({ length: 60 }, (_, nth) =>
    nth % 2 === 0 || nth % 9 === 0 ? 100 : 180,
  );
  expect(medianErrorOf(values)).toBeGreaterThan(5);
});

test('values that are like those before them count as fewer', () => {
  const values = drawn(40, 1);
  const repeated = values.flatMap((value) => [value, value, value, value]);
  expect(medianErrorOf(repeated)).toBeGreaterThan(1.3 * (medianErrorOf(values) / 2));
});

test('the same values have the same error, equal ones none, and a single one no end of it', () => {
  expect(medianErrorOf(drawn(30, 2))).toBe(medianErrorOf(drawn(30, 2)));
  expect(medianErrorOf([7, 7, 7])).toBe(0);
  expect(medianErrorOf([7])).toBe(Infinity);
});
