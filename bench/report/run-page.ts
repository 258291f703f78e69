import { criteriaRows } from '../runner/criteria/criteria-text.ts';
import type { CriterionResult } from '../runner/criteria/criterion.ts';
import type { BenchResult, CaseResult, Figure, ScenarioResult } from '../runner/result.ts';
import { figureRow, scenarioNotes } from '../runner/table.ts';
import { placeOf } from '../runner/text.ts';
import { type Chart, type Line, sizesChart } from './chart.ts';
import { page, type Section } from './page.ts';

const HEADER = ['case', 'figure', 'kind', 'p50', 'p99', 'ops/s', '±', 'noise', 'samples'];

/** A run as one page: criteria first, then each scenario with its charts. */
export function runPage(run: BenchResult, criteria: readonly CriterionResult[]): string {
  const { effort, node, cpus, isComplete, suites } = run;
  const intro =
    `A ${effort} run on Node ${node}, ${cpus.count} x ${cpus.model}. Simulated: what the modelled ` +
    'swarm takes; wall: what computing it took; cpu: the CPU time of that, corrected for how fast ' +
    `the host was.${isComplete ? '' : ' It was ended early, and has only what was finished.'}`;
  const asked: Section = {
    heading: 'Criteria',
    text: 'How the figures stand to what is asked of them.',
    table: [['criterion', 'from', 'kind', 'target', 'measured', ''], ...criteriaRows(criteria)],
  };
  const measured = suites.flatMap(({ suite, scenarios }) =>
    scenarios.map((scenario) => sectionOf(suite, scenario)),
  );
  return page('Benchmarks', intro, [...(criteria.length > 0 ? [asked] : []), ...measured]);
}

function sectionOf(suite: string, scenario: ScenarioResult): Section {
  const rows = scenario.cases.flatMap(({ params, figures }) =>
    figures.map((figure) => [placeOf(params), figure.name, figure.kind, ...figureRow(figure)]),
  );
  const notes = scenarioNotes(scenario).map((note) => `${note.trim()}.`);
  return {
    heading: `${suite} / ${scenario.name}`,
    text: `Shows ${scenario.shows}.`,
    notes,
    charts: chartsOf(scenario.cases),
    table: [HEADER, ...rows],
  };
}

/** One for times and one for memory, over the first size that varies; none where nothing does. */
function chartsOf(cases: readonly CaseResult[]): Chart[] {
  const size = sizeOf(cases);
  if (size === undefined) return [];
  return (['ms', 'bytes'] as const).flatMap((unit) => {
    const lines = linesOf(cases, size, unit);
    return lines.length === 0 ? [] : [sizesChart(size, `p50, ${unit}`, lines)];
  });
}

/** The first param that is a number and not the same in all cases. */
export function sizeOf(cases: readonly CaseResult[]): string | undefined {
  return Object.keys(cases[0]?.params ?? {}).find(
    (name) =>
      cases.every(({ params }) => typeof params[name] === 'number') &&
      new Set(cases.map(({ params }) => params[name])).size > 1,
  );
}

/** A line for each figure of each variant. */
function linesOf(cases: readonly CaseResult[], size: string, unit: Figure['unit']): Line[] {
  const lines = new Map<string, Map<number, number>>();
  for (const { params, figures } of cases) {
    const variant = Object.values(params).filter((value) => typeof value === 'string');
    for (const { name, kind, p50 } of figures.filter((figure) => figure.unit === unit)) {
      const label = [name, kind, ...variant].join(', ');
      const points = lines.get(label) ?? new Map<number, number>();
      lines.set(label, points.set(Number(params[size]), p50));
    }
  }
  return [...lines].map(([label, points]) => ({ label, points }));
}
