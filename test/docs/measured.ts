import { documentedRun } from '../../bench/report/documents.ts';
import { fits } from '../../bench/runner/fits.ts';
import type { CaseResult, Figure } from '../../bench/runner/result.ts';
import type { CaseParams } from '../../bench/suite.ts';

/** The run that documents quote. */
const run = documentedRun('docs/performance');

/** A case of a scenario, `SUITE/NAME`, by some of its params. */
export function caseOf(scenario: string, params: CaseParams): CaseResult {
  const found = scenarioOf(scenario).cases.find((each) => fits(each.params, params));
  if (found === undefined) throw new Error(`${scenario} has no case ${JSON.stringify(params)}.`);
  return found;
}

/** The median of a figure of a case: ms of one operation, of CPU time one call; or bytes. */
export function medianOf(of: CaseResult, name: string, kind: Figure['kind'] = 'wall'): number {
  const { p50 } = figureOf(of, name, kind);
  return kind === 'wall' ? p50 / of.operations : p50;
}

export function perSecond(of: CaseResult, name: string): number {
  return figureOf(of, name, 'wall').opsPerSecond!;
}

/** How many times as fast, or as small, one way is as another. */
export function gainOf(
  scenario: string,
  params: CaseParams,
  { figure, beside }: { readonly figure: string; readonly beside: string },
): number {
  const found = scenarioOf(scenario).comparisons.find(
    (each) => fits(each.params, params) && each.figure === figure && each.beside === beside,
  );
  if (found === undefined) throw new Error(`${scenario} does not set ${figure} beside ${beside}.`);
  return found.gain;
}

/** One decimal below ten, none above. */
export function short(value: number): string {
  return value < 9.95 ? value.toFixed(1) : whole(value);
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** In the largest unit of which it is at least one. */
export function time(ms: number): string {
  if (ms >= 1_000) return `${short(ms / 1_000)} s`;
  if (ms >= 1) return `${short(ms)} ms`;
  return ms >= 1e-3 ? `${short(ms * 1e3)} us` : `${whole(ms * 1e6)} ns`;
}

function scenarioOf(path: string) {
  const [suite, name] = path.split('/');
  const scenarios = run.suites.find((each) => each.suite === suite)?.scenarios;
  const found = scenarios?.find((each) => each.name === name);
  if (found === undefined) throw new Error(`The run has no ${path}.`);
  return found;
}

function figureOf({ figures }: CaseResult, name: string, kind: Figure['kind']): Figure {
  const found = figures.find((each) => each.name === name && each.kind === kind);
  if (found === undefined) throw new Error(`There is no ${kind} figure '${name}'.`);
  return found;
}
