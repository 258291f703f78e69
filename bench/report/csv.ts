import type { FigureComparison } from '../runner/compare/comparison.ts';
import type { BenchResult } from '../runner/result.ts';
import { placeOf } from '../runner/text.ts';

const FIGURE_COLUMNS = [
  ...['suite', 'scenario', 'case', 'hash', 'figure', 'kind', 'unit', 'p50', 'p99', 'mean'],
  ...['opsPerSecond', 'relativeMarginOfErrorPercent', 'noisePercent', 'samples', 'blocks'],
];

/** A line for each figure of a run. Durations are in ms, memory in bytes. */
export function runCsv({ suites }: BenchResult): string {
  const rows = suites.flatMap(({ suite, scenarios }) =>
    scenarios.flatMap(({ name: scenario, cases }) =>
      cases.flatMap(({ params, hash, figures }) =>
        figures.map((figure) => [
          ...[suite, scenario, placeOf(params), hash, figure.name, figure.kind, figure.unit],
          ...[figure.p50, figure.p99, figure.mean, figure.opsPerSecond],
          ...[figure.relativeMarginOfError, figure.noise, figure.samples, figure.blocks.length],
        ]),
      ),
    ),
  );
  return csv([FIGURE_COLUMNS, ...rows]);
}

const COMPARISON_COLUMNS = [
  ...['suite', 'scenario', 'case', 'figure', 'kind', 'ratio', 'ratioLow', 'ratioHigh'],
  ...['noisePercent', 'launches', 'verdict', 'isSameWork'],
];

/** A line for each figure that was compared. Ratios are new time by old. */
export function comparisonCsv(figures: readonly FigureComparison[]): string {
  const rows = figures.map(({ ratio, ...each }) => [
    ...[each.suite, each.scenario, placeOf(each.params), each.figure, each.kind],
    ...[ratio.value, ratio.low, ratio.high, each.noise, each.launches, each.verdict],
    String(each.isSameWork),
  ]);
  return csv([COMPARISON_COLUMNS, ...rows]);
}

function csv(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** As RFC 4180 has it: in quotes where it has to be, quotes doubled. */
function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
