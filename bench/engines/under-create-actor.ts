import { compile } from 'statehive';
import { contestOf } from '../runner/contest/contest.ts';
import type { Case, Scenario, Way } from '../suite.ts';
import { checksumOf, sendThrough } from './under-xstate.ts';
import { type Workload, workloads } from './workloads.ts';

const EVENTS = { full: 10_000, quick: 300 };

/** XState's actor stays as it is, with its mailbox and snapshots; only the logic is another. */
export const underCreateActor: Scenario = {
  name: 'under_create_actor',
  shows: 'what compiling a machine gains without a swarm, under XState’s own createActor',
  seeds: 0,
  comparisons: [{ figure: 'compiled', beside: 'xstate' }],
  cases: (effort) => workloads.map((workload) => eventsOf(workload, EVENTS[effort])),
};

function eventsOf(workload: Workload, count: number): Case {
  const compiled = compile(workload.machine);
  const ways: Way[] = [
    { name: 'compiled', times: 5, run: () => checksumOf(sendThrough(compiled, workload, count)) },
    { name: 'xstate', run: () => checksumOf(sendThrough(workload.machine, workload, count)) },
  ];
  return {
    params: { machine: workload.name, 'events a call': count },
    does: 'both',
    operations: count,
    ...contestOf(ways),
  };
}
