import type { BenchResult } from '../../bench/runner/result.ts';
import { runSuites } from '../../bench/runner/run-suites.ts';
import type { Case, Scenario } from '../../bench/suite.ts';

/** Simulated time is 10 times the size squared; its names have what has to be escaped. */
const squared = (size: number, way: string): Case => ({
  params: { size, way },
  operations: 4,
  work: () => ({ hash: 'a', simulatedMs: { 'the "rest", <all>': 10 * size * size } }),
});

const scenario: Scenario = {
  name: 'growing',
  shows: 'how it grows',
  cases: () => [1, 2, 4, 8].flatMap((size) => ['old', 'new'].map((way) => squared(size, way))),
};

/** A run of a suite that takes no time, to see what is made of runs. */
export function toyRun(): Promise<BenchResult> {
  return runSuites([{ name: 'toys', scenarios: [scenario] }], { effort: 'quick' });
}
