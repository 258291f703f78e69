import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SummaryBuilder } from '../../src/record/summary.ts';

const summaryOf = (values: readonly number[]) => {
  const builder = new SummaryBuilder();
  for (const value of values) builder.add(value);
  return builder.finish();
};

test('the summary of 1 to 100, in any order, is known', () => {
  const values = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) + 1);
  expect(summaryOf(values)).toEqual({
    count: 100,
    mean: expect.closeTo(50.5, 10),
    standardDeviation: expect.closeTo(Math.sqrt((100 * 101) / 12), 10),
    min: 1,
    p50: 50,
    p90: 90,
    p99: 99,
    max: 100,
  });
});

test('of no number there are no statistics, and JSON says so', () => {
  const empty = summaryOf([]);
  expect(empty.count).toBe(0);
  const { count: _, ...statistics } = empty;
  expect(new Set(Object.values(statistics))).toEqual(new Set([null]));
  expect(JSON.parse(JSON.stringify(empty))).toEqual(empty);
});

test('a single number is every percentile, and has no deviation', () => {
  expect(summaryOf([7])).toMatchObject({ mean: 7, standardDeviation: null, p50: 7, p99: 7 });
});

test('a percentile is the least number that as many do not exceed', () => {
  const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 });
  fc.assert(
    fc.property(numbers, (values) => {
      const summary = summaryOf(values);
      for (const [percent, value] of [
        [50, summary.p50!],
        [90, summary.p90!],
        [99, summary.p99!],
      ] as const) {
        const upTo = values.filter((other) => other <= value).length;
        const below = values.filter((other) => other < value).length;
        expect(values).toContain(value);
        expect(upTo * 100).toBeGreaterThanOrEqual(percent * values.length);
        expect(below * 100).toBeLessThan(percent * values.length);
      }
    }),
  );
});

test('the rank is exact where percent times count is a whole number', () => {
  const values = Array.from({ length: 700 }, (_, i) => i + 1);
  expect(summaryOf(values).p99).toBe(693); // 0.99 * 700 is 693.0000000000001 in float64
});

test('the deviation survives a large offset', () => {
  const values = [4, 7, 13, 16].map((value) => value + 1e9);
  expect(summaryOf(values).standardDeviation).toBeCloseTo(Math.sqrt(30), 6);
});

test('more numbers may follow a summary', () => {
  const builder = new SummaryBuilder();
  for (let i = 0; i < 1_000; i++) builder.add(i);
  expect(builder.finish().count).toBe(1_000);
  builder.add(-1);
  expect(builder.finish()).toMatchObject({ count: 1_001, min: -1, max: 999 });
});

test('what is no finite number is refused', () => {
  expect(() => summaryOf([Number.NaN])).toThrow(
    new RangeError('summary: value must be a finite number, not NaN'),
  );
});
