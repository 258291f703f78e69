import { moreInlined, moreInlinedName } from '../engines/more-inlined.ts';
import { contestOf } from '../runner/contest/contest.ts';
import type { Effort, Scenario, Way } from '../suite.ts';
import { handWritten, type Steady, swarm } from './steady-phold.ts';

const SIZES = {
  full: { actors: [10_000, 100_000, 1_000_000], events: 200_000 },
  quick: { actors: [100, 1_000], events: 2_000 },
};
/** Where what an event costs is not for the most part memory. */
const SMALL = { actors: SIZES.full.actors[0]! };

/** Both handle the same events, and in the same order. Building the swarm is not in the figures. */
export const phold: Scenario = {
  name: 'phold',
  shows: 'what a swarm of machines needs for the events of PHOLD, beside a loop that does no more',
  seeds: 0,
  comparisons: [
    { params: SMALL, figure: 'swarm', beside: 'hand-written', goal: 1 / 2.5 },
    { params: SMALL, figure: 'swarm', beside: moreInlinedName('swarm') },
    { params: { actors: 100_000 }, figure: 'swarm', beside: 'hand-written' },
    { params: { actors: 1_000_000 }, figure: 'swarm', beside: 'hand-written', goal: 1 / 3 },
  ],
  cases(effort) {
    const { actors, events } = SIZES[effort];
    return actors.map((count) => ({
      params: { actors: count, 'events a call': events },
      does: 'all ways',
      operations: events,
      ...contestOf(waysOf({ actors: count, events }, effort)),
    }));
  },
};

function waysOf(steady: Steady, effort: Effort): Way[] {
  // Without a process of its own it would be the same again.
  const isInlinedToo = effort === 'full' && steady.actors === SMALL.actors;
  return [
    swarm(steady),
    ...(isInlinedToo ? [moreInlined(swarm(steady))] : []),
    handWritten(steady),
  ];
}
