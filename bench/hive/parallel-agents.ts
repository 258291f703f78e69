import type { Knowledge } from 'statehive/machines';
import type { Case, Scenario } from '../suite.ts';
import { firstPacks, knowledgeOver, packsThrice } from './packs.ts';
import { runHives } from './run-hives.ts';

const FULL = { agents: [2, 4, 8, 16], packs: 66 };
const QUICK = { agents: [2, 4], packs: 5 };

/**
 * Detection by pairs, for that is work that agents can share: a whole hive over all packs, and
 * detection alone over three times as many. What does not get shorter with more agents is the way
 * of the first orders and of the last answers; the less work there is, the more that counts. Wall
 * time grows with the agents: one host thread computes what all of them do.
 */
export const parallelAgents: Scenario = {
  name: 'parallel_agents',
  shows: 'how the simulated time of a hive falls with the agents that share its work',
  seeds: 20,
  cases(effort) {
    const { agents, packs } = effort === 'quick' ? QUICK : FULL;
    const whole = knowledgeOver(firstPacks(packs), 'pairwise');
    const large = knowledgeOver(packsThrice(packs), 'pairwise');
    return [
      ...agents.map((count) => hiveOf(count, whole)),
      ...agents.map((count) => detectionOf(count, large)),
    ];
  },
};

function hiveOf(agents: number, knowledge: Knowledge): Case {
  return {
    params: { agents, packs: knowledge.packs.length, of: 'whole hive' },
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

function detectionOf(agents: number, knowledge: Knowledge): Case {
  return {
    params: { agents, packs: knowledge.packs.length, of: 'detection' },
    does: 'until all is detected',
    async work(seed) {
      const { hash, phases } = await runHives(knowledge, { agents, until: 'detect' }, seed);
      return { hash, simulatedMs: { detection: phases.detect!.simulatedMs } };
    },
  };
}
