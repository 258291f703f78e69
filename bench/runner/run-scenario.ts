import { setImmediate } from 'node:timers/promises';
import type { Effort, Scenario } from '../suite.ts';
import { CaseMeasurement } from './case-measurement.ts';
import { comparisonsOf } from './comparisons.ts';
import { apart } from './contest/apart.ts';
import { measuringOf } from './effort.ts';
import { floorsOf } from './floors.ts';
import type { CaseResult, ScenarioResult } from './result.ts';

export interface Running {
  readonly effort: Effort;
  /** Told before each block what is measured (the suite, the scenario, the case), and whether it was planned. */
  readonly progress?: (next: string, isPlanned: boolean) => void;
  /** Ends the run after the block under way; what is finished by then is the result. */
  readonly signal?: AbortSignal;
}

/**
 * The cases take turns, a block each, so that whatever slows the host down for a while falls on all
 * of them; those whose blocks disagree get more. Undefined if it was ended before all were through.
 */
export async function runScenario(
  suite: string,
  scenario: Scenario,
  { effort, progress, signal }: Running,
): Promise<ScenarioResult | undefined> {
  const measured = measurementsOf(suite, scenario, effort);
  type Visit = (measurement: CaseMeasurement) => Promise<void>;
  const each = async (some: readonly CaseMeasurement[], visit: Visit, isPlanned = true) => {
    for (const measurement of some) {
      // Otherwise nobody would hear of a signal before the end.
      await setImmediate();
      if (signal?.aborted) return;
      const next = [suite, scenario.name, ...Object.values(measurement.params)].join(' ');
      progress?.(next, isPlanned);
      await visit(measurement);
    }
  };
  await each(measured, (measurement) => measurement.prepare());
  let unsettled = measured;
  for (let round = 1; unsettled.length > 0 && !signal?.aborted; round++) {
    const isPlanned = unsettled.some(({ blocks }) => round <= blocks);
    await each(unsettled, (measurement) => measurement.block(), isPlanned);
    unsettled = unsettled.filter(({ isSettled }) => !isSettled);
  }
  const cases: CaseResult[] = [];
  await each(measured, async (measurement) => void cases.push(await measurement.result()));
  if (cases.length < measured.length) return undefined;
  const { name, shows } = scenario;
  const [floors, comparisons] = [floorsOf(scenario, cases), comparisonsOf(scenario, cases)];
  return { name, shows, cases, floors, comparisons };
}

/** The cases of a scenario, not yet measured; in a full run, with their ways in processes of their own. */
export function measurementsOf(
  suite: string,
  scenario: Scenario,
  effort: Effort,
): CaseMeasurement[] {
  const measuring = measuringOf(effort, scenario.seeds);
  const address = { suite, scenario: scenario.name, effort };
  return scenario
    .cases(effort)
    .map((each) => (effort === 'full' ? apart(each, address) : each))
    .map((each) => new CaseMeasurement(each, measuring));
}
