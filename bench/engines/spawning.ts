import { contestOf } from '../runner/contest/contest.ts';
import type { Scenario } from '../suite.ts';
import { populateBy } from './populations.ts';

const TIMES: Readonly<Record<string, number>> = {
  'compiled swarm': 10,
  nact: 3,
  'hand-written': 100,
};
const ACTORS = { full: 20_000, quick: 50 };

/** From nothing until all run, the swarm itself included. What stopping them costs is left out. */
export const spawning: Scenario = {
  name: 'spawning',
  shows: 'how long many actors take to start, each with a one-number context from its input',
  seeds: 0,
  comparisons: [
    { figure: 'compiled swarm', beside: 'xstate', goal: 40 },
    { figure: 'compiled swarm', beside: 'xstate swarm' },
    { figure: 'compiled swarm', beside: 'nact' },
    { figure: 'compiled swarm', beside: 'hand-written' },
  ],
  cases(effort) {
    const count = ACTORS[effort];
    const ways = Object.entries(populateBy).map(([name, populate]) => ({
      name,
      times: TIMES[name] ?? 1,
      async run() {
        const living = await populate(count);
        return { checksum: String(living.count), tidy: () => living.release() };
      },
    }));
    return [
      {
        params: { actors: count },
        does: 'all ways',
        operations: count,
        ...contestOf(ways),
      },
    ];
  },
};
