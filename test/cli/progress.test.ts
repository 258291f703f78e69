import { expect, test } from 'vitest';
import { describe as inWords, shareDone } from '../../src/cli/progress.ts';
import { describeSearch } from '../../src/cli/search-progress.ts';

const progress = { events: 5_000, simulatedMs: 1_500, wallMs: 2_500, fraction: undefined };

test('without a limit nobody knows how much is left', () => {
  expect(shareDone(progress, {})).toBeUndefined();
  expect(inWords(progress, undefined)).toBe('5,000 events, 1.5 s simulated, 2,000 events/s');
});

test('the nearest of several limits says how much is left at most', () => {
  const share = shareDone(progress, { events: 20_000, wallMs: 100_000 });
  expect(share).toBe(0.25);
  expect(inWords(progress, share)).toMatch(/, at most 7\.5 s left$/);
});

test('a search tells how many seeds are left, what broke, and how long it will take', () => {
  expect(describeSearch({ done: 250, total: 1_000, broken: 3, wallMs: 4_000 })).toBe(
    '250 of 1,000 seeds, 3 broke, about 12.0 s left',
  );
});
