import { pipeline } from 'statehive/simulations';
import type { Scenario } from '../suite.ts';
import { caseOf } from './simulated-run.ts';

const STAGES_A_LAYER = 3;

/** Constant times: what is above depth times 20 ms is the way of messages. */
export const dependencyResolution: Scenario = {
  name: 'dependency_resolution',
  shows: 'how the time of a batched pipeline grows with the layers of its dependencies',
  cases: (effort) =>
    (effort === 'quick' ? [2, 4] : [2, 4, 6, 8]).map((depth) =>
      caseOf(pipeline, {
        params: { depth },
        of: 'pipeline',
        operations: depth * STAGES_A_LAYER,
        with: {
          depth,
          stages: depth * STAGES_A_LAYER,
          mode: 'batched',
          service: 'constant',
          failureProbability: 0,
        },
      }),
    ),
};
