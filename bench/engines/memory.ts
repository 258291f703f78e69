import type { Case, Scenario } from '../suite.ts';
import { type Populate, populateBy } from './populations.ts';

const ACTORS = { full: 10_000, quick: 200 };
/** Weighed together; to be timed, more actors at once would leave time for few blocks. */
const COPIES = 5;

/**
 * What actors that wait for their first event keep, after garbage collection. A swarm's own share
 * is in `each`. An actor of a compiled swarm grows by its reference once somebody asks for it.
 */
export const memory: Scenario = {
  name: 'memory',
  shows: 'how many bytes an actor with a one-number context keeps',
  seeds: 0,
  floors: [{ params: { way: 'compiled swarm' }, figure: 'each', percentile: 'p50', below: 120 }],
  cases: (effort) =>
    Object.entries(populateBy).map(([way, populate]) => actorsOf(way, populate, ACTORS[effort])),
};

function actorsOf(way: string, populate: Populate, actors: number): Case {
  const hold = async () => {
    const living = await populate(actors);
    return { hash: String(living.count), release: () => living.release() };
  };
  return {
    params: { way, actors },
    does: 'building',
    operations: actors,
    hold,
    copies: COPIES,
    async work() {
      const { hash, release } = await hold();
      release();
      return { hash };
    },
  };
}
