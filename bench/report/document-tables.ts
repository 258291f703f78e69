import { criteriaRows } from '../runner/criteria/criteria-text.ts';
import { type Criterion, judgedBy } from '../runner/criteria/criterion.ts';
import type { BenchResult, ComparisonResult, ScenarioResult } from '../runner/result.ts';
import { standingText } from '../runner/standing.ts';
import { figureRow } from '../runner/table.ts';
import { digits, placeOf, quantity } from '../runner/text.ts';
import { growthRows, nameOf } from './growth-rows.ts';
import { markdownTable } from './markdown.ts';

const CRITERIA = ['criterion', 'from', 'kind', 'target', 'measured', ''];
const FIGURES = ['case', 'figure', 'kind', 'p50', 'p99', 'ops/s', '±', 'noise', 'samples'];
const COMPARED = ['scenario', 'case', 'kind', 'variant', 'beside', 'gain', 'asked', ''];
const GROWTH = ['scenario', 'figure', 'kind', 'over', 'exponent', ''];
const REFERENCES = ['scenario', 'case', 'here', 'Rust, elsewhere', 'times as fast'];

/**
 * What a marker in a document stands for: `made`, `criteria`, `growth`, `references`, `scenarios`,
 * `gains SUITE`, `suite SUITE`.
 *
 * @throws RangeError if there is no such table, or nothing of it in the run
 */
export function documentTable(
  name: string,
  run: BenchResult,
  criteria: readonly Criterion[],
): string {
  const [what, suite = ''] = name.split(' ');
  if (what === 'made') return made(run);
  if (what === 'criteria') {
    return markdownTable([CRITERIA, ...criteriaRows(judgedBy(criteria, run))]);
  }
  if (what === 'growth') return growthTable(run);
  if (what === 'references') return referencesTable(run);
  if (what === 'scenarios') return scenariosTable(run);
  const scenarios = run.suites.find((each) => each.suite === suite)?.scenarios;
  if (scenarios === undefined) throw new RangeError(`The run has no suite for '${name}'.`);
  if (what === 'gains') return gainsTable(scenarios);
  if (what === 'suite') return scenarios.map(scenarioText).join('\n\n');
  throw new RangeError(`There is no table '${what}'.`);
}

function made({ effort, node, cpus, isComplete }: BenchResult): string {
  const ended = isComplete ? '' : ', ended early';
  return `Measured on Node ${node}, ${cpus.count} x ${cpus.model}; a ${effort} run${ended}.`;
}

function scenarioText({ name, shows, cases }: ScenarioResult): string {
  const rows = cases.flatMap(({ params, figures }) =>
    figures.map((figure) => [placeOf(params), figure.name, figure.kind, ...figureRow(figure)]),
  );
  return `### \`${name}\`\n\nShows ${shows}.\n\n${markdownTable([FIGURES, ...rows])}`;
}

function growthTable(run: BenchResult): string {
  const rows = growthRows(run).map(({ scenario, figure, kind, size, growth }) => [
    ...[scenario, figure, kind, size],
    `${growth.exponent.toFixed(2)} ± ${growth.margin.toFixed(2)}`,
    nameOf(growth),
  ]);
  return markdownTable([GROWTH, ...rows]);
}

function scenariosTable({ suites }: BenchResult): string {
  const rows = suites.flatMap(({ suite, scenarios }) =>
    scenarios.map(({ name, shows, cases }) => [suite, name, shows, String(cases.length)]),
  );
  return markdownTable([['suite', 'scenario', 'shows', 'cases'], ...rows]);
}

function gainsTable(scenarios: readonly ScenarioResult[]): string {
  const rows = scenarios.flatMap(({ name, comparisons }) =>
    comparisons.map((each) => [
      ...[name, placeOf(each.params), each.kind, each.figure, each.beside],
      ...[
        gainOf(each.gain, each),
        each.goal === null ? '' : gainOf(each.goal, each),
        each.met === null ? '' : standingText(each),
      ],
    ]),
  );
  return markdownTable([COMPARED, ...rows]);
}

function gainOf(gain: number, { kind }: ComparisonResult): string {
  if (kind === 'memory') return `${digits(1 / gain)} of the memory`;
  return gain < 1 ? `${digits(1 / gain)} times as long` : `${digits(gain)} times as fast`;
}

function referencesTable({ suites }: BenchResult): string {
  const rows = suites.flatMap(({ scenarios }) =>
    scenarios.flatMap(({ name, cases }) =>
      cases.flatMap(({ params, reference, figures, operations }) => {
        const own = figures.find((each) => each.kind === 'wall' && each.name === reference?.figure);
        if (reference === undefined || own === undefined) return [];
        const [here, there] = [own.p50 / operations, reference.ns / 1e6];
        const times = [quantity(here, 'ms'), quantity(there, 'ms'), digits(there / here)];
        return [[name, placeOf(params), ...times]];
      }),
    ),
  );
  return markdownTable([REFERENCES, ...rows]);
}
