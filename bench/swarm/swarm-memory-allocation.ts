import { constant, createSwarm } from 'statehive';
import { layeredStages, type PipelineInput, pipelineMachine } from 'statehive/machines';
import type { Case, Held, Outcome, Scenario } from '../suite.ts';

/** All pipelines have started their first stages by then, and none has ended. */
const SIMULATED_MS = 5;

/** At least so many pipelines are weighed together: what comes and goes beside them weighs as well. */
const WEIGHED = 800;

/** What pipelines under way keep, with their stages: three layers of two, which take 20 ms each. */
export const swarmMemoryAllocation: Scenario = {
  name: 'swarm_memory_allocation',
  shows: 'how many bytes pipelines keep that are under way, all of them and each',
  cases: (effort) => (effort === 'quick' ? [10, 200] : [10, 50, 100, 200]).map(pipelinesOf),
};

function pipelinesOf(count: number): Case {
  const input: PipelineInput = {
    stages: layeredStages({ stages: 6, depth: 3, service: constant(20) }),
    mode: 'batched',
    artifacts: 'binary',
    timeouts: { kind: 'fixed', timeoutMs: 1_000 },
  };
  const hold = async (seed: number): Promise<Held> => {
    const swarm = createSwarm({ seed, name: 'memory' });
    swarm.populate(pipelineMachine, count, () => ({ input }));
    await swarm.runFor(SIMULATED_MS);
    if (swarm.activeActors <= count) throw new Error(`Only ${swarm.activeActors} actors run.`);
    return { hash: swarm.traceHash, release: () => swarm.close() };
  };
  const work = async (seed: number): Promise<Outcome> => {
    const { hash, release } = await hold(seed);
    release();
    return { hash };
  };
  const copies = Math.ceil(WEIGHED / count);
  return { params: { pipelines: count }, does: 'building', operations: count, work, hold, copies };
}
