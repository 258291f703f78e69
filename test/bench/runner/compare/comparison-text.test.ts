import { expect, test } from 'vitest';
import { checkSuite } from '../../../../bench/check.ts';
import { CommandLineError } from '../../../../bench/runner/command-line.ts';
import { checkComparable } from '../../../../bench/runner/compare/compare-with.ts';
import type { ComparedRun } from '../../../../bench/runner/compare/compared-run.ts';
import type { FigureComparison } from '../../../../bench/runner/compare/comparison.ts';
import {
  comparisonText,
  conclusion,
  exitCodeOf,
} from '../../../../bench/runner/compare/comparison-text.ts';

const figure: FigureComparison = {
  ...{ suite: 'toys', scenario: 'toy', params: { size: 1 }, figure: 'all', kind: 'cpu' },
  ...{ ratio: { value: 1, low: 1, high: 1 }, noise: 0, launches: 8 },
  ...{ verdict: 'same', isSameWork: true },
};
const leftOut = [1, 2].map((size) => ({
  ...{ suite: 'toys', scenario: 'long', params: { size }, what: 'all' },
  reason: 'its calls are counted',
})) satisfies ComparedRun['leftOut'];
const run = (more: Partial<ComparedRun>): ComparedRun => ({
  ...{ effort: 'quick', node: 'v20', before: 'old', allowance: 0.1, isComplete: true },
  ...{ figures: [], leftOut: [], ...more },
});

test('what was not compared is told, by scenario, with why', () => {
  const text = comparisonText(run({ figures: [figure], leftOut }));
  expect(text).toContain('not compared: toys / long, 2 cases: its calls are counted');
  expect(text).toContain('Nothing that was compared got slower or larger: 1 figure,');
});

test('nothing compared is not called nothing slower', () => {
  expect(conclusion(run({ leftOut }))).toBe('Nothing was compared.');
  expect(conclusion(run({ isComplete: false }))).toBe(
    'Nothing was compared: it was ended early, before the first scenario was finished.',
  );
});

test('of a comparison that was ended early, only what was finished is judged', () => {
  const text = conclusion(run({ isComplete: false, figures: [figure] }));
  expect(text).toMatch(/^Ended early\. Nothing that was compared got slower/);
});

test('memory is larger, not slower, and a simulated figure is exact', () => {
  const worse = {
    ...figure,
    verdict: 'slower',
    ratio: { value: 1.5, low: 1.5, high: 1.5 },
  } as const;
  const text = comparisonText(
    run({
      figures: [
        { ...worse, kind: 'memory' },
        { ...worse, kind: 'simulated' },
      ],
    }),
  );
  expect(text).toMatch(/memory .*LARGER\n/);
  expect(text).toMatch(/simulated +\+50\.0% +exact .*SLOWER\n/);
  expect(text).toContain('Slower or larger: 2 of 2 figures');
});

test('a comparison of nothing fails, as one does in which something is slower', () => {
  const slower = { ...figure, verdict: 'slower' } as const;
  const codes = [[], [figure], [figure, slower]].map((figures) => exitCodeOf(run({ figures })));
  expect(codes).toEqual([2, 0, 1]);
});

test('suites of which nothing can be compared are refused before, with why', () => {
  const check = () => checkComparable([checkSuite], 'quick');
  expect(check).toThrow(CommandLineError);
  expect(check).toThrow(/nothing in 'check' that can be compared[\s\S]*its calls are counted/);
});
