import { createSwarm } from 'statehive';
import type { Case, Held, Outcome, Scenario } from '../suite.ts';
import { firstPacks, knowledgeOver } from './packs.ts';
import { hiveNetwork, spawnQueens } from './queens.ts';

const FULL = [10, 50, 100, 200];
/** So far apart that the difference is many times what a weighing is off by, some 60 kB. */
const QUICK = [10, 5_000];
/**
 * So many alike hives are weighed at once, for a weighing is off by some 60 kB: of one hive's bytes,
 * by a few kB.
 */
const COPIES = { full: 50, quick: 1 };
/** All agents are ready by then, and the hive is done. */
const SIMULATED_MS = 1_000;

/**
 * What a hive at rest keeps of the JavaScript heap and in typed arrays, after garbage collection:
 * its agents, the queen and the swarm, so that `each` has a share of the latter two. One pack, known before, so
 * that packs and findings hardly count. Garbage, and other memory outside the heap, do not show.
 */
export const memoryOverhead: Scenario = {
  name: 'memory_overhead',
  shows: 'how many bytes a hive keeps, all of it and for each agent',
  floors: [{ params: { agents: 100 }, figure: 'all', percentile: 'p99', below: 10e6 }],
  cases: (effort) =>
    (effort === 'quick' ? QUICK : FULL).map((agents) => hiveOf(agents, COPIES[effort])),
};

function hiveOf(agents: number, copies: number): Case {
  const knowledge = knowledgeOver(firstPacks(1));
  const hold = async (seed: number): Promise<Held> => {
    const swarm = createSwarm({ seed, network: hiveNetwork(), name: 'memory' });
    spawnQueens(swarm, knowledge, { agents });
    await swarm.runFor(SIMULATED_MS);
    if (swarm.activeActors <= agents) throw new Error(`Only ${swarm.activeActors} actors run.`);
    return { hash: swarm.traceHash, release: () => swarm.close() };
  };
  const work = async (seed: number): Promise<Outcome> => {
    const { hash, release } = await hold(seed);
    release();
    return { hash };
  };
  return { params: { agents }, does: 'building', operations: agents, work, hold, copies };
}
