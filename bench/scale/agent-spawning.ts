import { createSwarm } from 'statehive';
import { agentMachine, type Hive } from 'statehive/machines';
import { assign, setup } from 'xstate';
import { firstPacks, knowledgeOver } from '../hive/packs.ts';
import { hiveNetwork, traits } from '../hive/queens.ts';
import type { Case, Effort, Scenario } from '../suite.ts';

const AGENTS = { full: [10_000, 100_000, 1_000_000], quick: [100, 1_000] };
/** Starting a million agents takes most of a minute. */
const callsOf = (agents: number, effort: Effort) =>
  effort === 'quick' || agents === 1_000_000 ? 1 : 3;
/** All are ready by then. */
const SIMULATED_MS = 1_000;

/** A queen who only counts, for the hive's own keeps a list, which is another thing to measure. */
const countingQueen = setup({
  types: { context: {} as { ready: number }, events: {} as { type: 'READY'; agent: number } },
  actions: { count: assign({ ready: ({ context }) => context.ready + 1 }) },
}).createMachine({
  id: 'queen',
  context: { ready: 0 },
  on: { READY: { actions: 'count' } },
});

/** The hive's agents, its network, and its start-up times, until each has reported to one queen. */
export const agentSpawning: Scenario = {
  name: 'agent_spawning',
  shows: 'how long it takes to compute until all agents of a hive have started up and said so',
  seeds: 0,
  cases: (effort) => AGENTS[effort].map((agents) => agentsOf(agents, callsOf(agents, effort))),
};

function agentsOf(agents: number, calls: number): Case {
  const knowledge = knowledgeOver(firstPacks(1));
  return {
    params: { agents },
    does: 'until all are ready',
    operations: agents,
    calls,
    async work(seed) {
      const swarm = createSwarm({ seed, network: hiveNetwork(), engine: 'compiled' });
      const queen = swarm.spawn(countingQueen);
      const traitsOf = () => traits;
      const hive: Hive = { queen: queen as Hive['queen'], knowledge, traitsOf };
      swarm.populate(agentMachine, agents, () => ({ input: hive }));
      await swarm.runFor(SIMULATED_MS);
      swarm.close();
      const { ready } = queen.getSnapshot().context;
      if (ready !== agents) throw new Error(`Only ${ready} of ${agents} agents are ready.`);
      return { hash: swarm.traceHash };
    },
  };
}
