import { expect, test } from 'vitest';
import { pholdSuite } from '../../../bench/phold.ts';
import { measuringOf } from '../../../bench/runner/effort.ts';
import { runSuites } from '../../../bench/runner/run-suites.ts';
import { toText } from '../../../bench/runner/table.ts';
import { Timer } from '../../../bench/runner/time.ts';
import type { Case, Outcome, Scenario } from '../../../bench/suite.ts';

const steady: Outcome = { hash: 'a', wallMs: { fast: 1, slow: 3 }, simulatedMs: { rest: 40 } };

function runOf(work: Case['work'], scenario: Partial<Scenario> = {}) {
  const cases = () => [{ params: { size: 1 }, work }];
  const scenarios = [{ name: 'toy', shows: 'nothing', ...scenario, cases }];
  return runSuites([{ name: 'toys', scenarios }], { effort: 'quick' });
}

test('a result that changes while the seed does not is refused', async () => {
  let calls = 0;
  const work = () => ({ hash: String(calls++ >> 3) });
  await expect(runOf(work)).rejects.toThrow('equal seeds gave 0 and then 1');
});

test.each([
  { kind: 'at once', work: () => raise(new Error('broken')) },
  { kind: 'by a promise', work: () => Promise.reject(new Error('broken')) },
])('what work throws $kind is thrown by its timing', async ({ work }) => {
  const { timing } = measuringOf('quick');
  await expect(new Timer(work, () => undefined, timing).time()).rejects.toThrow('broken');
});

test('figures are set beside floors and each other', async () => {
  const floor = { params: { size: 1 }, figure: 'rest', percentile: 'p99', below: 40 } as const;
  const comparison = { figure: 'fast', beside: 'slow', goal: 2 };
  const result = await runOf(() => steady, { floors: [floor], comparisons: [comparison] });
  const { floors, comparisons } = result.suites[0]!.scenarios[0]!;
  expect(floors).toMatchObject([{ kind: 'simulated', unit: 'ms', met: false }]);
  expect(floors[0]!.measured).toBeCloseTo(40, 1);
  expect(comparisons).toMatchObject([{ met: true }]);
  expect(comparisons[0]!.gain).toBeCloseTo(3, 1);
  expect(toText(result)).toMatch(/NOT MET: rest, simulated, p99, size 1: 40 ms/);
});

test('operations a second count the operations of a call', async () => {
  const cases = () => [{ params: {}, operations: 4, work: () => steady }];
  const scenario = { name: 'toy', shows: 'nothing', cases };
  const { suites } = await runSuites([{ name: 'toys', scenarios: [scenario] }], {
    effort: 'quick',
  });
  const rest = suites[0]!.scenarios[0]!.cases[0]!.figures.find(({ name }) => name === 'rest')!;
  // 4 operations in 40 ms.
  expect(rest.opsPerSecond).toBeCloseTo(100);
});

test('the phold suite runs in small, and sets the kernel beside the hand-written loop', async () => {
  const { suites } = await runSuites([pholdSuite], { effort: 'quick' });
  const { cases, comparisons } = suites[0]!.scenarios[0]!;
  expect(cases.map(({ params }) => params.processes)).toEqual([100, 1_000]);
  expect(comparisons).toHaveLength(2);
});

function raise(error: Error): never {
  throw error;
}
