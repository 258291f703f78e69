import { expect, test } from 'vitest';
import { conflictDetection } from '../../../bench/hive/conflict-detection.ts';
import { forkedScenario } from '../../../bench/runner/forked-scenario.ts';
import { runScenario } from '../../../bench/runner/run-scenario.ts';

const quick = { effort: 'quick' } as const;

test('a scenario comes to the same in a process of its own, and tells each step', async () => {
  const steps: string[] = [];
  const progress = (next: string) => steps.push(next);
  const there = await forkedScenario('hive', conflictDetection, { ...quick, progress });
  const here = await runScenario('hive', conflictDetection, quick);
  const hashes = (result: typeof here) => result?.cases.map(({ hash }) => hash);
  expect(hashes(there)).toEqual(hashes(here));
  expect(steps).toContain('hive conflict_detection 5 hashed');
});

test('a scenario that is ended early has no result', async () => {
  const early = new AbortController();
  const result = forkedScenario('hive', conflictDetection, {
    effort: 'full',
    progress: () => early.abort(),
    signal: early.signal,
  });
  expect(await result).toBeUndefined();
});

test('what goes wrong in the process of a scenario is thrown here', async () => {
  const unknown = { ...conflictDetection, name: 'later' };
  await expect(forkedScenario('hive', unknown, quick)).rejects.toThrow('There is no hive/later.');
});
