import { cpus } from 'node:os';
import type { Effort, Scenario, Suite } from '../suite.ts';
import { comparisonsOf } from './comparisons.ts';
import { measuringOf } from './effort.ts';
import { floorsOf } from './floors.ts';
import { measureCase } from './measure-case.ts';
import type { BenchResult, CaseResult, ScenarioResult, SuiteResult } from './result.ts';

export interface RunningSuites {
  readonly effort: Effort;
  /** Told what is measured next: the suite, the scenario and the case. */
  readonly progress?: (next: string) => void;
}

/** Runs suites one after the other, so that none disturbs another. */
export async function runSuites(
  suites: readonly Suite[],
  running: RunningSuites,
): Promise<BenchResult> {
  const results: SuiteResult[] = [];
  for (const { name, scenarios } of suites) {
    const done: ScenarioResult[] = [];
    for (const scenario of scenarios) done.push(await runScenario(name, scenario, running));
    results.push({ suite: name, scenarios: done });
  }
  const [cpu] = cpus();
  return {
    effort: running.effort,
    node: process.version,
    cpus: { model: cpu?.model ?? 'unknown', count: cpus().length },
    suites: results,
  };
}

async function runScenario(
  suite: string,
  scenario: Scenario,
  { effort, progress }: RunningSuites,
): Promise<ScenarioResult> {
  const measuring = measuringOf(effort, scenario.seeds);
  const cases: CaseResult[] = [];
  for (const each of scenario.cases(effort)) {
    progress?.([suite, scenario.name, ...Object.values(each.params)].join(' '));
    cases.push(await measureCase(each, measuring));
  }
  const { name, shows } = scenario;
  const [floors, comparisons] = [floorsOf(scenario, cases), comparisonsOf(scenario, cases)];
  return { name, shows, cases, floors, comparisons };
}
