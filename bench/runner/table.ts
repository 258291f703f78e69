import type {
  BenchResult,
  CaseResult,
  ComparisonResult,
  Figure,
  FigureKind,
  FloorResult,
  ScenarioResult,
} from './result.ts';
import { remarkOf } from './standing.ts';
import { aligned, digits, placeOf, quantity } from './text.ts';

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
    '±: 95% confidence interval of p50; noise: standard deviation between blocks, robust;\n' +
    'hash: of the results, equal in all calls';
  return `${[...blocks, made, legend].join('\n\n')}\n`;
}

function scenarioText(suite: string, scenario: ScenarioResult): string {
  const { name, shows, cases } = scenario;
  const params = Object.keys(cases[0]?.params ?? {});
  const rows = cases.flatMap((each) => caseRows(each));
  const lines = [`${suite} / ${name}: ${shows}`, '', ...aligned([[...params, ...HEADER], ...rows])];
  return [...lines, ...scenarioNotes(scenario)].join('\n');
}

/** How a scenario's figures stand to each other, to references, and to what is asked of them. */
export function scenarioNotes({ cases, floors, comparisons }: ScenarioResult): string[] {
  return [
    ...comparisons.map(comparisonText),
    ...cases.flatMap(referenceText),
    ...floors.map(floorText),
  ];
}

function caseRows({ params, hash, figures }: CaseResult): string[][] {
  const values = Object.values(params).map(String);
  return figures.map((figure, nth) => [
    ...(nth === 0 ? values : values.map(() => '')),
    figure.name,
    figure.kind,
    ...figureRow(figure),
    nth === 0 ? hash : '',
  ]);
}

/** p50, p99, operations a second, the error of p50, noise and samples. */
export function figureRow(figure: Figure): string[] {
  return [
    quantity(figure.p50, figure.unit),
    quantity(figure.p99, figure.unit),
    figure.opsPerSecond === null ? '' : digits(figure.opsPerSecond),
    percent(figure.relativeMarginOfError),
    percent(figure.noise),
    String(figure.samples),
  ];
}

function percent(value: number | null): string {
  return value === null ? '' : `${value.toFixed(1)}%`;
}

function floorText({ params, figure, percentile, ...floor }: FloorResult): string {
  const { kind, unit, measured, below, met } = floor;
  const what = `${figure}, ${kind}, ${percentile}, ${placeOf(params)}`;
  const stands = `${quantity(measured, unit)}, asked for: below ${quantity(below, unit)}`;
  return `  ${met ? 'met' : 'NOT MET'}: ${what}: ${stands}`;
}

function comparisonText(comparison: ComparisonResult): string {
  const { params, figure, beside, kind, gain, goal, met } = comparison;
  const what = `${figure}, ${kind}, ${placeOf(params)}: ${ratio(gain, kind)} ${beside}`;
  if (goal === null) return `  ${what}`;
  const remark = remarkOf(comparison);
  const wanted = [`goal: ${ratio(goal, kind)} it`, ...(remark === null ? [] : [remark])];
  return `  ${met ? 'met' : 'NOT MET'}: ${[what, ...wanted].join('; ')}`;
}

/** Beside a figure that was measured elsewhere, for one operation. */
function referenceText({ params, reference, operations, figures }: CaseResult): string[] {
  const own = figures.find(({ kind, name }) => kind === 'wall' && name === reference?.figure);
  if (reference === undefined || own === undefined) return [];
  const { name, ns } = reference;
  const ownNs = (own.p50 * 1e6) / operations;
  const stands = `${quantity(ownNs / 1e6, 'ms')}, ${ratio(ns / ownNs, 'wall')} ${name}`;
  const elsewhere = `${quantity(ns / 1e6, 'ms')}, measured elsewhere`;
  return [`  ${own.name}, ${placeOf(params)}: ${stands} (${elsewhere})`];
}

/** In whichever direction leaves a number above 1. */
function ratio(gain: number, kind: FigureKind): string {
  if (kind === 'memory') return `takes ${digits(1 / gain)} times the memory of`;
  return gain < 1
    ? `takes ${digits(1 / gain)} times as long as`
    : `is ${digits(gain)} times as fast as`;
}
