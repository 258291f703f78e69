import type { CaseParams } from '../suite.ts';
import type {
  BenchResult,
  CaseResult,
  ComparisonResult,
  Figure,
  FloorResult,
  ScenarioResult,
} from './result.ts';

const HEADER = ['figure', 'kind', 'p50', 'p99', 'ops/s', '±', 'noise', 'samples', 'hash'];

/** Results as a person reads them: a table for each scenario, with its floors below it. */
export function toText({ effort, node, cpus, suites }: BenchResult): string {
  const blocks = suites.flatMap(({ suite, scenarios }) =>
    scenarios.map((scenario) => scenarioText(suite, scenario)),
  );
  const made = `${effort} run, Node ${node}, ${cpus.count} x ${cpus.model}`;
  const legend =
    'simulated: what the modelled swarm takes, over seeds; wall: what computing it took here,\n' +
    'of one seed; cpu: the CPU time of that, corrected for how fast the host was meanwhile;\n' +
    '±: 95% confidence interval of the mean; noise: standard deviation between blocks, robust;\n' +
    'hash: of the results, equal in all calls';
  return `${[...blocks, made, legend].join('\n\n')}\n`;
}

function scenarioText(suite: string, scenario: ScenarioResult): string {
  const { name, shows, cases, floors, comparisons } = scenario;
  const params = Object.keys(cases[0]?.params ?? {});
  const rows = cases.flatMap((each) => caseRows(each));
  const lines = [`${suite} / ${name}: ${shows}`, '', ...aligned([[...params, ...HEADER], ...rows])];
  return [
    ...lines,
    ...comparisons.map(comparisonText),
    ...cases.flatMap(referenceText),
    ...floors.map(floorText),
  ].join('\n');
}

function caseRows({ params, hash, figures }: CaseResult): string[][] {
  const values = Object.values(params).map(String);
  return figures.map((figure, nth) => [
    ...(nth === 0 ? values : values.map(() => '')),
    figure.name,
    figure.kind,
    quantity(figure.p50, figure.unit),
    quantity(figure.p99, figure.unit),
    figure.opsPerSecond === null ? '' : digits(figure.opsPerSecond),
    `${figure.relativeMarginOfError.toFixed(1)}%`,
    figure.noise === null ? '' : `${figure.noise.toFixed(1)}%`,
    String(figure.samples),
    nth === 0 ? hash : '',
  ]);
}

function floorText({ params, figure, percentile, ...floor }: FloorResult): string {
  const { kind, unit, measured, below, met } = floor;
  const what = `${figure}, ${kind}, ${percentile}, ${placeOf(params)}`;
  const stands = `${quantity(measured, unit)}, asked for: below ${quantity(below, unit)}`;
  return `  ${met ? 'met' : 'NOT MET'}: ${what}: ${stands}`;
}

function comparisonText({ params, figure, beside, timesAsFast, goal, met }: ComparisonResult) {
  const what = `${figure}, ${placeOf(params)}: ${ratio(timesAsFast)} ${beside}`;
  if (goal === null) return `  ${what}`;
  return `  ${met ? 'met' : 'NOT MET'}: ${what}; goal: ${ratio(goal)} it`;
}

/** Beside a figure that was measured elsewhere, for one operation. */
function referenceText({ params, reference, figures }: CaseResult): string[] {
  const own = figures.find(({ kind, name }) => kind === 'wall' && name === reference?.figure);
  if (reference === undefined || own === undefined) return [];
  const { name, ns, operations } = reference;
  const ownNs = (own.p50 * 1e6) / operations;
  const stands = `${quantity(ownNs / 1e6, 'ms')}, ${ratio(ns / ownNs)} ${name}`;
  const elsewhere = `${quantity(ns / 1e6, 'ms')}, measured elsewhere`;
  return [`  ${own.name}, ${placeOf(params)}: ${stands} (${elsewhere})`];
}

/** In whichever direction leaves a number above 1. */
function ratio(timesAsFast: number): string {
  return timesAsFast < 1
    ? `takes ${digits(1 / timesAsFast)} times as long as`
    : `is ${digits(timesAsFast)} times as fast as`;
}

function placeOf(params: CaseParams): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  // Words to the left, numbers to the right.
  const pad = (cell: string, width: number): string =>
    /^[\d<]/.test(cell) ? cell.padStart(width) : cell.padEnd(width);
  return rows.map((row) =>
    `  ${row.map((cell, at) => pad(cell, widths[at]!)).join('  ')}`.trimEnd(),
  );
}

/** In the unit that leaves the fewest digits. */
function quantity(value: number, unit: Figure['unit']): string {
  if (unit === 'bytes') {
    if (value >= 1e6) return `${digits(value / 1e6)} MB`;
    return value >= 1e3 ? `${digits(value / 1e3)} kB` : `${digits(value)} B`;
  }
  if (value >= 1 || value === 0) return `${digits(value)} ms`;
  return value >= 1e-3 ? `${digits(value * 1e3)} us` : `${digits(value * 1e6)} ns`;
}

function digits(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
