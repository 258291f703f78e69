import type { ComparedRun } from '../runner/compare/compared-run.ts';
import { COMPARISON_HEADER, comparisonRow, conclusion } from '../runner/compare/comparison-text.ts';
import { intervalsChart } from './chart.ts';
import { page } from './page.ts';

/** A comparison as one page. */
export function comparisonPage({ before, allowance, figures }: ComparedRun): string {
  const table = [
    ['row', ...COMPARISON_HEADER],
    ...figures.map((figure, nth) => [String(nth + 1), ...comparisonRow(figure)]),
  ];
  const charts = [
    intervalsChart(
      'new time by old',
      figures.map(({ ratio }) => ratio),
    ),
  ];
  const text = `Slower is what lies with its whole interval beyond the allowance of ${100 * allowance}%.`;
  const heading = 'Both builds, measured in turns';
  return page(`Benchmarks beside ${before}`, conclusion(figures), [
    { heading, text, charts, table },
  ]);
}
