import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shiftOf } from '../../../../bench/runner/compare/shift.ts';

// The 55 means in order are around 5.5, of 1 and 10, 2 and 9, and so on; 100 only counts as high.
test('the estimate is the median of the means of all pairs', () => {
  expect(shiftOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 100]).value).toBe(5.5);
});

test('one wild difference of twenty hardly moves the interval', () => {
  const calm = Array.from({ length: 20 }, (_, nth) => (nth - 9.5) / 100);
  const wild = [...calm.slice(0, -1), 1_000];
  const [{ low, high }, beside] = [shiftOf(calm), shiftOf(wild)];
  expect(beside.low).toBeCloseTo(low, 1);
  expect(beside.high).toBeCloseTo(high, 1);
});

test('seven differences are too few for an interval', () => {
  expect(shiftOf([1, 1, 1, 1, 1, 1, 1])).toEqual({ value: 1, low: -Infinity, high: Infinity });
});

const differences = fc.array(fc.integer({ min: -1_000, max: 1_000 }), {
  minLength: 8,
  maxLength: 30,
});

test('the estimate lies in its interval', () => {
  fc.assert(
    fc.property(differences, (values) => {
      const { value, low, high } = shiftOf(values);
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }),
  );
});

test('what is added to all differences is added to estimate and interval', () => {
  fc.assert(
    fc.property(differences, fc.integer({ min: -100, max: 100 }), (values, more) => {
      const [was, is] = [shiftOf(values), shiftOf(values.map((value) => value + more))];
      expect(is).toEqual({ value: was.value + more, low: was.low + more, high: was.high + more });
    }),
  );
});
