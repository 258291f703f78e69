import { expect, test } from 'vitest';
import { comparisonsOf } from '../../../bench/runner/comparisons.ts';
import type { CaseResult, Figure } from '../../../bench/runner/result.ts';

const figure = (name: string, p50: number, relativeMarginOfError: number): Figure => ({
  ...{ name, kind: 'wall', unit: 'ms', p50, p99: p50, mean: p50, opsPerSecond: 1 },
  ...{ relativeMarginOfError, samples: 9, noise: 0, blocks: [p50] },
});
const compared = (figures: Figure[], otherwise?: string) => {
  const of: CaseResult = { params: {}, hash: 'a', operations: 1, figures };
  const comparison = { figure: 'new', beside: 'old', goal: 1.1, ...(otherwise && { otherwise }) };
  const scenario = { name: 'toy', shows: 'it', cases: () => [], comparisons: [comparison] };
  return comparisonsOf(scenario, [of]);
};
const reasonOf = (margin: number, otherwise?: string) =>
  compared([figure('old', 10, margin), figure('new', 10, margin)], otherwise)[0]!.why;

test('a way that was too short for its clock is not compared with', () => {
  expect(compared([figure('old', 0, 0), figure('new', 10, 1)])).toEqual([]);
});

test('a goal that is missed by less than the noise is said to be unclear', () => {
  expect(reasonOf(6)).toBe('unclear, for the two are known to ±6.0% and ±6.0%');
  expect(reasonOf(1)).toBeNull();
});

test('a reason that is known is given instead', () => {
  expect(reasonOf(6, 'it is too small')).toBe('it is too small');
});
