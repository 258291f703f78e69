import { expect, test } from 'vitest';
import { readBesideWriter } from './threads/threads.ts';

test('in 12 million reads by 6 threads beside a writer, none is torn and none goes back', async () => {
  const { reports, versions } = await readBesideWriter({
    readers: 6,
    readsEach: 2_000_000,
    versionsEach: 100,
    words: 32,
  });
  expect(reports).toHaveLength(6);
  for (const { torn, backward, reads, distinct } of reports) {
    expect({ torn, backward }).toEqual({ torn: 0, backward: 0 });
    expect(reads).toBeGreaterThanOrEqual(2_000_000);
    // The writer did write meanwhile, for every reader; a thread that shares its core sees few.
    expect(distinct).toBeGreaterThanOrEqual(100);
  }
  expect(versions).toBeGreaterThan(10_000);
}, 60_000);

test('a writer that does not mind the readers is found out', async () => {
  const { reports } = await readBesideWriter({
    readers: 2,
    readsEach: 1_000_000,
    versionsEach: 100,
    words: 32,
    isCareless: true,
  });
  expect(reports.reduce((sum, { torn }) => sum + torn, 0)).toBeGreaterThan(0);
}, 60_000);
