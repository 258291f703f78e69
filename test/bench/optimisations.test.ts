import { expect, test } from 'vitest';
import { optimisations } from '../../bench/optimisations.ts';
import { runSuites } from '../../bench/runner/run-suites.ts';

test('each optimisation is set beside its baseline, and comes to the same', async () => {
  const { suites } = await runSuites([optimisations], { effort: 'quick' });
  const compared = suites[0]!.scenarios.map(({ name, comparisons }) => [
    name,
    ...new Set(comparisons.map(({ kind, figure, beside }) => `${kind}: ${figure}, ${beside}`)),
  ]);
  expect(compared).toEqual([
    ['hashed_detection', 'wall: hashed, pairwise', 'simulated: hashed, pairwise'],
    ['parallel_spawn', 'simulated: parallel, sequential', 'wall: parallel, sequential'],
    ['epoch_snapshots', 'wall: epoch, cloned'],
    ['batched_stages', 'simulated: batched, sequential', 'wall: batched, sequential'],
    ['pooled_memory', 'memory: pooled, fresh', 'wall: pooled, fresh'],
    ['binary_artifacts', 'wall: binary, json'],
    ['adaptive_timeouts', 'simulated: adaptive, fixed', 'wall: adaptive, fixed'],
  ]);
});
