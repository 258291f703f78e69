import { createSwarm } from 'statehive';
import { switchMachine } from '../engines/machines.ts';
import type { Case, Scenario } from '../suite.ts';

const ACTORS = { full: [10_000, 100_000, 1_000_000], quick: [100, 1_000] };

/** From an empty swarm until all run and wait for their first event, each with its own context. */
export const populations: Scenario = {
  name: 'populations',
  shows: 'how long a population takes to start, and how many bytes an actor of it keeps',
  seeds: 0,
  floors: [{ params: { actors: 1_000_000 }, figure: 'each', percentile: 'p50', below: 120 }],
  cases: (effort) => ACTORS[effort].map(populationOf),
};

function populationOf(actors: number): Case {
  const hold = async (seed: number) => {
    const swarm = createSwarm({ seed, engine: 'compiled' });
    swarm.populate(switchMachine, actors, (index) => ({ input: { count: index } }));
    await swarm.runFor(0);
    if (swarm.activeActors !== actors) throw new Error(`Only ${swarm.activeActors} run.`);
    return { hash: swarm.traceHash, release: () => swarm.close() };
  };
  return {
    params: { actors },
    does: 'starting',
    operations: actors,
    hold,
    async work(seed) {
      const { hash, release } = await hold(seed);
      release();
      return { hash };
    },
  };
}
