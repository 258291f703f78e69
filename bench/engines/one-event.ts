import { contestOf } from '../runner/contest/contest.ts';
import type { Case, Scenario, Way } from '../suite.ts';
import { stepThrough } from './core.ts';
import { checksumOf, sendThrough } from './under-xstate.ts';
import { type Workload, workloads } from './workloads.ts';

const EVENTS = { full: 10_000, quick: 300 };

/**
 * One actor, one event after the other. The tables are driven as a swarm drives them; XState's
 * actor is sent to. Without a queue, a bus and a trace hash: those are in `ping_pong`.
 */
export const oneEvent: Scenario = {
  name: 'one_event',
  shows: 'what a machine needs for an event: its tables alone, beside an actor of XState',
  seeds: 0,
  comparisons: workloads.map(({ name, goal }) => ({
    params: { machine: name },
    figure: 'tables',
    beside: 'xstate',
    goal,
  })),
  cases: (effort) => workloads.map((workload) => eventsOf(workload, EVENTS[effort])),
};

function eventsOf(workload: Workload, count: number): Case {
  const { name, machine, input, events } = workload;
  const ways: Way[] = [
    {
      name: 'tables',
      times: 60,
      run: () => checksumOf(stepThrough(machine, input, events, count)),
    },
    { name: 'xstate', run: () => checksumOf(sendThrough(machine, workload, count)) },
  ];
  return {
    params: { machine: name, 'events a call': count },
    does: 'all ways',
    operations: count,
    ...contestOf(ways),
  };
}
