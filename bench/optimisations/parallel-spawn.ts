import { firstPacks, knowledgeOver } from '../hive/packs.ts';
import { runHives } from '../hive/run-hives.ts';
import type { Case, Scenario } from '../suite.ts';
import { caseOf } from './variants.ts';

const SIZES = { full: [8, 16, 32], quick: [2, 4] };
const GOAL = 3;
const WAYS = ['sequential', 'parallel'] as const;
const beside = { figure: 'parallel', beside: 'sequential', goal: GOAL };

/** From an empty swarm until all agents are ready. */
export const parallelSpawn: Scenario = {
  name: 'parallel_spawn',
  shows: 'what it gains to spawn all agents at once instead of one after another',
  seeds: 30,
  comparisons: [
    { ...beside, kind: 'simulated' },
    { ...beside, otherwise: 'one thread computes the same start-ups, in whichever order they are' },
  ],
  cases: (effort) => SIZES[effort].map(spawningOf),
};

function spawningOf(agents: number): Case {
  const knowledge = knowledgeOver(firstPacks(10));
  const spawned = (spawn: (typeof WAYS)[number], seed: number) =>
    runHives(knowledge, { agents, spawn, until: 'spawn' }, seed);
  const way = (name: (typeof WAYS)[number]) => ({
    name,
    run: async () => {
      await spawned(name, 1);
      return { checksum: String(agents) };
    },
  });
  return caseOf({
    params: { agents },
    ways: [way('sequential'), way('parallel')],
    async simulate(seed) {
      const took: Record<string, number> = {};
      for (const name of WAYS) took[name] = (await spawned(name, seed)).phases.spawn!.simulatedMs;
      return took;
    },
  });
}
