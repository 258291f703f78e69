import { createSwarm, type Swarm } from 'statehive';
import { switchMachine } from '../engines/machines.ts';
import type { Case, Effort, Scenario } from '../suite.ts';

const ACTORS = { full: [10_000, 100_000, 1_000_000], quick: [100, 1_000] };
/** Of a call, in several populations one after the other: of one, some calls would collect garbage and others not. */
const TOGETHER = { full: 400_000, quick: 1_000 };
/** A call takes too long to be sampled. */
const CALLS = { full: 15, quick: 3 };

/** From an empty swarm until all run and wait for their first event, each with its own context. */
export const populations: Scenario = {
  name: 'populations',
  shows: 'how long a population takes to start, and how many bytes an actor of it keeps',
  seeds: 0,
  floors: [{ params: { actors: 1_000_000 }, figure: 'each', percentile: 'p50', below: 120 }],
  cases: (effort) => ACTORS[effort].map((actors) => populationsOf(actors, effort)),
};

function populationsOf(actors: number, effort: Effort): Case {
  const count = Math.ceil(TOGETHER[effort] / actors);
  const hold = async (seed: number) => {
    const swarms: Swarm[] = [];
    for (let nth = 0; nth < count; nth++) swarms.push(await populated(actors, seed));
    return {
      hash: swarms[0]!.traceHash,
      release() {
        for (const swarm of swarms) swarm.close();
      },
    };
  };
  return {
    params: { actors, 'populations a call': count },
    does: 'starting',
    operations: count * actors,
    calls: CALLS[effort],
    hold,
    async work(seed) {
      let hash = '';
      for (let nth = 0; nth < count; nth++) {
        const swarm = await populated(actors, seed);
        hash = swarm.traceHash;
        swarm.close();
      }
      return { hash };
    },
  };
}

async function populated(actors: number, seed: number): Promise<Swarm> {
  const swarm = createSwarm({ seed, engine: 'compiled' });
  swarm.populate(switchMachine, actors, (index) => ({ input: { count: index } }));
  await swarm.runFor(0);
  if (swarm.activeActors === actors) return swarm;
  throw new Error(`Only ${swarm.activeActors} run.`);
}
