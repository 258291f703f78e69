import { contestOf } from '../runner/contest/contest.ts';
import { memoryInUse } from '../runner/memory-in-use.ts';
import type { Scenario, Way } from '../suite.ts';
import { type Living, type Populate, populateBy } from './populations.ts';

const ACTORS = { full: 10_000, quick: 200 };
/** Weighings, and one before that loads and compiles code. */
const CALLS = { full: 8, quick: 2 };
/** Populations that are weighed together: of one, other things would count. */
const COPIES = 2;

/**
 * What actors that wait for their first event keep, after garbage collection. A swarm's own share
 * is in it. An actor of a compiled swarm grows by its reference once somebody asks for it.
 */
export const memory: Scenario = {
  name: 'memory',
  shows: 'how many bytes an actor with a one-number context keeps',
  seeds: 0,
  floors: [{ params: {}, figure: 'compiled swarm', kind: 'memory', percentile: 'p50', below: 120 }],
  comparisons: ['xstate swarm', 'xstate', 'nact', 'hand-written'].map((beside) => ({
    figure: 'compiled swarm',
    beside,
    kind: 'memory',
  })),
  cases(effort) {
    const actors = ACTORS[effort];
    const ways = Object.entries(populateBy).map(([name, populate]) =>
      weighed(name, populate, actors),
    );
    return [
      {
        params: { actors },
        does: 'all ways',
        operations: COPIES * actors,
        calls: CALLS[effort],
        ...contestOf(ways),
      },
    ];
  },
};

/**
 * What is weighed is the second of two that are held: of what was held last, something may live on
 * until there is another, and would be missing from the difference when that takes its place.
 */
function weighed(name: string, populate: Populate, actors: number): Way {
  const several = async () => {
    const living: Living[] = [];
    for (let copy = 0; copy < COPIES; copy++) living.push(await populate(actors));
    return living;
  };
  let [first, before]: [readonly Living[], number] = [[], 0];
  return {
    name,
    async ready() {
      first = await several();
      before = memoryInUse();
    },
    async run() {
      const second = await several();
      return {
        checksum: String(second[0]!.count),
        weigh: () => (memoryInUse() - before) / COPIES / actors,
        tidy() {
          for (const living of [...first, ...second]) living.release();
          first = [];
        },
      };
    },
  };
}
