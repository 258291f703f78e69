import type { Scenario, Suite } from '../suite.ts';

/** The scenario that another process means by its names; undefined if there is none. */
export function scenarioOf(
  suites: readonly Suite[],
  suite: string | undefined,
  scenario: string | undefined,
): Scenario | undefined {
  return suites.find(({ name }) => name === suite)?.scenarios.find(({ name }) => name === scenario);
}
