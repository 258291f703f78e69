import { swarm } from 'statehive/simulations';
import type { Scenario } from '../suite.ts';
import { caseOf } from './simulated-run.ts';

/** As many permits as pipelines, so that none waits: simulated time is that of the slowest of them. */
export const concurrentExecution: Scenario = {
  name: 'concurrent_execution',
  shows: 'what pipelines cost that run at once',
  cases: (effort) =>
    (effort === 'quick' ? [2, 5] : [2, 5, 10, 20]).map((pipelines) =>
      caseOf(swarm, {
        params: { pipelines },
        of: 'all pipelines',
        operations: pipelines,
        with: { pipelines, permits: pipelines, hives: 0, failureProbability: 0 },
      }),
    ),
};
