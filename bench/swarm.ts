/**
 * Pipelines, and what they share: how long stages, timeouts, permits and artifacts take.
 *
 * Simulated figures show the modelled pipelines: stages of 20 ms, one way in 1 ms. They say nothing of
 * this machine. Wall figures show what computing that costs one thread of it: they say nothing of stages
 * that do real work, and would run in parallel.
 */
import type { Suite } from './suite.ts';
import { artifactConversion } from './swarm/artifact-conversion.ts';
import { concurrentExecution } from './swarm/concurrent-execution.ts';
import { dependencyResolution } from './swarm/dependency-resolution.ts';
import { pipelineExecution } from './swarm/pipeline-execution.ts';
import { semaphoreCoordination } from './swarm/semaphore-coordination.ts';
import { swarmMemoryAllocation } from './swarm/swarm-memory-allocation.ts';
import { timeoutOverhead } from './swarm/timeout-overhead.ts';

export const swarmSuite: Suite = {
  name: 'swarm',
  scenarios: [
    pipelineExecution,
    dependencyResolution,
    concurrentExecution,
    semaphoreCoordination,
    timeoutOverhead,
    artifactConversion,
    swarmMemoryAllocation,
  ],
};
