import { Subject } from 'rxjs';
import { levelSeries } from 'statehive';
import { expect, test } from 'vitest';

/** A series of levels that change at given times, over a run of a given length. */
function seriesOf(changes: readonly (readonly [atMs: number, level: number])[], untilMs: number) {
  const clock = { nowMs: 0 };
  const levels = new Subject<number>();
  const collector = levelSeries(levels);
  collector.begin?.(clock);
  for (const [atMs, level] of changes) {
    clock.nowMs = atMs;
    levels.next(level);
  }
  clock.nowMs = untilMs;
  return collector.finish();
}

test('each stretch has the mean of the level over its time', () => {
  const { everyMs, means, max } = seriesOf(
    [
      [0, 2],
      [1.5, 4],
      [3, 0],
    ],
    4,
  );
  expect({ everyMs, means, max }).toEqual({ everyMs: 1, means: [2, 3, 4, 0], max: 4 });
});

test('a long run has longer stretches, and the same area', () => {
  const { everyMs, means } = seriesOf(
    [
      [0, 1],
      [500, 3],
    ],
    1_000,
  );
  expect(everyMs).toBe(16);
  expect(means.length).toBeLessThanOrEqual(64);
  const area = means.reduce(
    (sum, mean, nth) => sum + mean * Math.min(everyMs, 1_000 - nth * everyMs),
    0,
  );
  expect(area).toBeCloseTo(500 + 1_500, 6);
});

test('the last stretch counts no longer than the run', () => {
  expect(seriesOf([[0, 5]], 2.5).means).toEqual([5, 5, 5]);
});
