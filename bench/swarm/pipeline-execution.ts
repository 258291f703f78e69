import { pipeline } from 'statehive/simulations';
import type { Scenario } from '../suite.ts';
import { caseOf } from './simulated-run.ts';

/** Three layers, whatever the stages: those of a layer can run at once. */
export const pipelineExecution: Scenario = {
  name: 'pipeline_execution',
  shows: 'how long a pipeline takes, of stages that are run in turn or in batches',
  floors: [
    { params: { stages: 6, mode: 'batched' }, figure: 'pipeline', percentile: 'p50', below: 200 },
  ],
  cases: (effort) =>
    (effort === 'quick' ? [3, 6] : [3, 6, 10, 15]).flatMap((stages) =>
      (['sequential', 'batched'] as const).map((mode) =>
        caseOf(pipeline, {
          params: { stages, mode },
          of: 'pipeline',
          operations: stages,
          with: { stages, mode, depth: 3, failureProbability: 0 },
        }),
      ),
    ),
};
