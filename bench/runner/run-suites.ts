import { cpus } from 'node:os';
import type { Effort, Scenario, Suite } from '../suite.ts';
import type { BenchResult, ScenarioResult, SuiteResult } from './result.ts';
import { measurementsOf, type Running, runScenario } from './run-scenario.ts';

/** Measures one scenario, here or elsewhere; undefined if it was ended early. */
export type ScenarioRunner = (
  suite: string,
  scenario: Scenario,
  running: Running,
) => Promise<ScenarioResult | undefined>;

/**
 * Runs suites one scenario after the other, so that none disturbs another.
 *
 * @param run - what measures each: this process, unless told otherwise
 */
export async function runSuites(
  suites: readonly Suite[],
  running: Running,
  run: ScenarioRunner = runScenario,
): Promise<BenchResult> {
  const results: SuiteResult[] = [];
  for (const { name, scenarios } of suites) {
    const done: ScenarioResult[] = [];
    for (const scenario of scenarios) {
      const result = await run(name, scenario, running);
      if (result !== undefined) done.push(result);
    }
    if (done.length > 0) results.push({ suite: name, scenarios: done });
  }
  const [cpu] = cpus();
  return {
    effort: running.effort,
    node: process.version,
    cpus: { model: cpu?.model ?? 'unknown', count: cpus().length },
    isComplete: running.signal?.aborted !== true,
    suites: results,
  };
}

/** How many times `progress` is called, if the blocks of each case agree at once. */
export function stepsOf(suites: readonly Suite[], effort: Effort): number {
  return suites
    .flatMap(({ name, scenarios }) =>
      scenarios.flatMap((scenario) => measurementsOf(name, scenario, effort)),
    )
    .reduce((sum, { blocks }) => sum + blocks + 2, 0);
}
