import type { ComparedRun } from '../runner/compare/compared-run.ts';
import {
  COMPARISON_HEADER,
  comparisonRow,
  conclusion,
  notCompared,
} from '../runner/compare/comparison-text.ts';
import { intervalsChart } from './chart.ts';
import { page } from './page.ts';

/** A comparison as one page. */
export function comparisonPage(compared: ComparedRun): string {
  const { before, allowance, figures } = compared;
  const table = [
    ['row', ...COMPARISON_HEADER],
    ...figures.map((figure, nth) => [String(nth + 1), ...comparisonRow(figure)]),
  ];
  const charts = [
    intervalsChart(
      'new by old',
      figures.map(({ ratio }) => ratio),
    ),
  ];
  const text = `Slower, or larger, is what lies with its whole interval beyond the allowance of ${100 * allowance}%.`;
  const notes = notCompared(compared).map((line) => `Not compared: ${line}.`);
  const heading = 'Both builds, measured in turns';
  return page(`Benchmarks beside ${before}`, conclusion(compared), [
    { heading, text, notes, charts, table },
  ]);
}
