import type { Case, Scenario } from '../suite.ts';
import { firstPacks, knowledgeOver } from './packs.ts';
import { runHives } from './run-hives.ts';

const FULL = { hives: [10, 50, 100], packs: 10 };
const QUICK = { hives: [2, 4], packs: 3 };
/** One of each role. */
const AGENTS = 6;

/**
 * Operations a second are hives a second. In simulated time all hives of a swarm go on at once and
 * share nothing, so that their throughput grows with their number; on this machine one thread
 * computes them all.
 */
export const orchestrationThroughput: Scenario = {
  name: 'orchestration_throughput',
  shows: 'how many whole hives of 6 agents over 10 packs one swarm completes in a second',
  seeds: 5,
  cases(effort) {
    const { hives, packs } = effort === 'quick' ? QUICK : FULL;
    return hives.map((count) => throughputOf(count, packs));
  },
};

function throughputOf(hives: number, packs: number): Case {
  const knowledge = knowledgeOver(firstPacks(packs));
  return {
    params: { hives, packs },
    does: 'all hives',
    operations: hives,
    async work(seed) {
      const options = { hives, agents: AGENTS };
      const { hash, simulatedMs } = await runHives(knowledge, options, seed);
      return { hash, simulatedMs: { 'all hives': simulatedMs } };
    },
  };
}
