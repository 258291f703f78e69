import type { Case, Scenario } from '../suite.ts';
import { firstPacks, knowledgeOver } from './packs.ts';
import { runHives } from './run-hives.ts';

const FULL = { agents: [2, 4, 8, 16], packs: 66 };
const QUICK = { agents: [2, 4], packs: 5 };

/**
 * Detection by pairs over all packs, for that is work that agents can share. Wall time grows with
 * the agents: one host thread computes what all of them do.
 */
export const parallelAgents: Scenario = {
  name: 'parallel_agents',
  shows: 'how the simulated time of a hive falls with the agents that share its work',
  seeds: 20,
  cases(effort) {
    const { agents, packs } = effort === 'quick' ? QUICK : FULL;
    return agents.map((count) => hiveOf(count, packs));
  },
};

function hiveOf(agents: number, packs: number): Case {
  const knowledge = knowledgeOver(firstPacks(packs), 'pairwise');
  return {
    params: { agents, packs },
    does: 'whole hive',
    async work(seed) {
      const { hash, simulatedMs, phases } = await runHives(knowledge, { agents }, seed);
      return {
        hash,
        simulatedMs: { 'whole hive': simulatedMs, detection: phases.detect!.simulatedMs },
      };
    },
  };
}
