import { semaphore } from 'statehive/simulations';
import type { Scenario } from '../suite.ts';
import { caseOf } from './simulated-run.ts';

const HOLDERS_A_PERMIT = 4;

/** Four holders a permit come at once, so that each permit is handed on three times. */
export const semaphoreCoordination: Scenario = {
  name: 'semaphore_coordination',
  shows: 'what it costs to share permits, and how long until all had one',
  cases: (effort) =>
    (effort === 'quick' ? [5, 10] : [5, 10, 20, 50]).map((permits) =>
      caseOf(semaphore, {
        params: { permits },
        of: 'all holders',
        operations: permits * HOLDERS_A_PERMIT,
        with: { permits, holders: permits * HOLDERS_A_PERMIT },
      }),
    ),
};
