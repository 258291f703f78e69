import { TIMEOUT_KINDS } from 'statehive/machines';
import { pipeline } from 'statehive/simulations';
import type { Scenario } from '../suite.ts';
import { caseOf } from './simulated-run.ts';

/** Mean of the 25 runs that an adaptive timeout learns from, one after another. */
const RUNS = 25;

/**
 * Stages of 20 ms, gamma distributed, of which one attempt in twenty fails. A timeout below what a stage
 * takes gives up what would have come; one far above it waits for what will not. What adapts begins with
 * the same timeout, so that only what it learns differs.
 */
export const timeoutOverhead: Scenario = {
  name: 'timeout_overhead',
  shows: 'what a timeout costs a pipeline that is too short or too long, fixed or adaptive',
  cases: (effort) =>
    (effort === 'quick' ? [100, 500] : [10, 50, 100, 500]).flatMap((timeoutMs) =>
      TIMEOUT_KINDS.map((timeouts) =>
        caseOf(pipeline, {
          params: { timeoutMs, timeouts },
          of: `${RUNS} runs`,
          operations: RUNS,
          with: { timeoutMs, timeouts, runs: RUNS },
        }),
      ),
    ),
};
