import type { Case, CaseParams, Durations, Effort, Scenario, Suite } from '../../suite.ts';
import type { Pair } from './comparison.ts';
import { ownParts } from './own-ways.ts';
import type { CaseAddress, Prepared } from './side.ts';

/** The same of both builds. */
export interface Both<T> {
  readonly before: T;
  readonly now: T;
}

/** What two processes have measured of a case, one of each build. */
export interface Launch {
  readonly pairs: Pair[];
  /** What it keeps, bytes. */
  weighed: Both<Prepared['bytes']>;
}

/** A case of both builds, and what was measured of it. */
export interface Contender {
  readonly at: CaseAddress;
  readonly subject: Case;
  readonly scenario: Scenario;
  readonly launches: Launch[];
  /** Undefined of what a build does not tell. */
  simulated: Both<Durations | undefined>;
  isSameWork: boolean;
  /** Which build alone has it. */
  onlyIn: 'this build' | 'the saved build' | undefined;
}

/** What of a case was not compared, and why. */
export interface LeftOut {
  readonly suite: string;
  readonly scenario: string;
  readonly params: CaseParams;
  readonly what: 'all' | 'simulated' | 'memory';
  readonly reason: string;
}

/** The cases of a scenario that can be measured in turns. */
export function contendersOf(suite: string, scenario: Scenario, effort: Effort): Contender[] {
  return scenario
    .cases(effort)
    .filter((subject) => obstacleOf(scenario, subject) === undefined)
    .map((subject) => {
      const params = JSON.stringify(subject.params);
      return {
        at: { suite, scenario: scenario.name, params },
        ...{ subject, scenario, launches: [], isSameWork: true, onlyIn: undefined },
        simulated: { before: undefined, now: undefined },
      };
    });
}

/** The cases that cannot, whatever the other build is. */
export function neverCompared(suites: readonly Suite[], effort: Effort): LeftOut[] {
  return suites.flatMap(({ name: suite, scenarios }) =>
    scenarios.flatMap((scenario) =>
      scenario.cases(effort).flatMap((subject): LeftOut[] => {
        const reason = obstacleOf(scenario, subject);
        if (reason === undefined) return [];
        return [{ suite, scenario: scenario.name, params: subject.params, what: 'all', reason }];
      }),
    ),
  );
}

function obstacleOf(scenario: Scenario, subject: Case): string | undefined {
  if (subject.calls !== undefined) return 'its calls are counted, for it takes long to repeat them';
  const isForeign = subject.isContest === true && ownParts(scenario, subject).length === 0;
  return isForeign ? 'none of its ways is set beside another' : undefined;
}
