import type { Case, Scenario } from '../suite.ts';
import { runOrchestrations } from './run-orchestrations.ts';

const FULL = [10, 50, 100];
const QUICK = [1, 2];
/** What is asked for: a thousand orchestrations a second. */
const BELOW_MS = 1;

/**
 * An operation is a hive of three agents over two real packs, FOAF and the organization ontology,
 * whose composition goes through a pipeline of six stages, and its decision through scheduler, worker
 * and proposals into the snapshot that is read. All hives of a swarm go on at once, on one thread, and
 * in the ways that the optimisations have been found to gain by: with binary artifacts too.
 */
export const integratedOrchestration: Scenario = {
  name: 'integrated',
  shows: 'how many small hives a second go all the way from packs to a registry that is read',
  seeds: 5,
  floors: FULL.map((hives) => ({
    params: { hives },
    figure: 'computing all hives',
    percentile: 'p50',
    below: hives * BELOW_MS,
  })),
  cases: (effort) => (effort === 'quick' ? QUICK : FULL).map(orchestrationsOf),
};

function orchestrationsOf(hives: number): Case {
  return {
    params: { hives },
    does: 'computing all hives',
    operations: hives,
    async work(seed) {
      const { traceHash, metrics } = await runOrchestrations({ hives, artifacts: 'binary', seed });
      return { hash: traceHash, simulatedMs: { published: metrics.publishedMs! } };
    },
  };
}
