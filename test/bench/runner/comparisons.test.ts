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
const doubtOf = (blocks: readonly number[]) =>
  compared([figure('old', blocks), figure('new', Array(6).fill(10))])[0]!.doubt;

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
  expect(doubtOf(noisy)).toBe('known to ±20.0%');
  expect(doubtOf(steady)).toBeNull();
});

test('a goal that is met by less than the noise is met, and said to be unclear', () => {
  const met = (blocks: readonly number[]) =>
    compared([figure('old', blocks), figure('new', Array(6).fill(8))])[0]!;
  expect(met(noisy)).toMatchObject({ met: true, why: null, doubt: 'known to ±20.0%' });
  expect(met([10, 10, 10, 10, 10, 10.1])).toMatchObject({ met: true, why: null, doubt: null });
});

test('where nothing is asked for, nothing is in doubt', () => {
  const of: CaseResult = {
    ...{ params: {}, hash: 'a', operations: 1 },
    figures: [figure('old', noisy), figure('new', noisy)],
  };
  const comparisons = [{ figure: 'new', beside: 'old' }];
  const scenario = { name: 'toy', shows: 'it', cases: () => [], comparisons };
  expect(comparisonsOf(scenario, [of])).toMatchObject([{ met: null, doubt: null }]);
});

test('a reason that is known is given as well', () => {
  const young = figure('new', Array(6).fill(10));
  expect(compared([figure('old', noisy), young], 'it is too small')).toMatchObject([
    { met: false, why: 'it is too small', doubt: 'known to ±20.0%' },
  ]);
});
