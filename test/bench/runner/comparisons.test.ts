import { expect, test } from 'vitest';
import { comparisonsOf } from '../../../bench/runner/comparisons.ts';
import { medianOf } from '../../../bench/runner/middle.ts';
import type { CaseResult, Figure } from '../../../bench/runner/result.ts';

const figure = (name: string, blocks: readonly number[]): Figure => {
  const p50 = medianOf(blocks);
  return {
    ...{ name, kind: 'wall', unit: 'ms', p50, p99: p50, mean: p50, opsPerSecond: 1 },
    ...{ relativeMarginOfError: 1, samples: 9, noise: 0, blocks },
  };
};
const compared = (figures: Figure[], otherwise?: string) => {
  const of: CaseResult = { params: {}, hash: 'a', operations: 1, figures };
  const comparison = { figure: 'new', beside: 'old', goal: 1.1, ...(otherwise && { otherwise }) };
  const scenario = { name: 'toy', shows: 'it', cases: () => [], comparisons: [comparison] };
  return comparisonsOf(scenario, [of]);
};
const steady = [9.9, 10, 10, 10, 10, 10.1];
const noisy = [8, 9, 10, 10, 11, 12];
const reasonOf = (blocks: readonly number[], otherwise?: string) =>
  compared([figure('old', blocks), figure('new', Array(6).fill(10))], otherwise)[0]!.why;

test('a way that was too short for its clock is not compared with', () => {
  expect(compared([figure('old', [0, 0]), figure('new', [10, 11])])).toEqual([]);
});

test('a host that slows down halfway slows both down, and changes no ratio', () => {
  const [old, young] = [
    [20, 22, 18, 40, 44, 36, 42],
    [10, 11, 9, 20, 22, 18, 21],
  ];
  expect(compared([figure('old', old!), figure('new', young!)])[0]!.gain).toBe(2);
});

test('a goal that is missed by less than the noise is said to be unclear', () => {
  expect(reasonOf(noisy)).toBe('unclear, for the ratio is known to ±20.0%');
  expect(reasonOf(steady)).toBeNull();
});

test('a reason that is known is given instead', () => {
  expect(reasonOf(noisy, 'it is too small')).toBe('it is too small');
});
