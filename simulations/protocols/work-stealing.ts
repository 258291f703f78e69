/**
 * How much faster are P workers than one, when those without work steal from others? They do a computation
 * of T1 threads, of which the longest chain has Tinf (R. D. Blumofe, C. E. Leiserson, Scheduling
 * multithreaded computations by work stealing, JACM 46, 1999). Expected: T1 / P + O(Tinf) units of time on
 * average, with the defaults some 1,023 / 8 + 10. What a worker has is lost when it crashes: then the
 * computation never ends.
 */
import { filter } from 'rxjs';
import {
  chaos,
  constant,
  count,
  defineSimulation,
  final,
  latency,
  type Population,
} from 'statehive';
import { type Group, type WorkStealingMessage, workStealerMachine } from 'statehive/machines';
import { z } from 'zod';

/** A thread is executed in 1 ms, and a thief is answered in as much. */
const UNIT_MS = 1;

/** What threads spawn, which are named by the way to them: `LR` is the right child of the left. */
const shapes = {
  /** Two threads each, as deep as it is. */
  tree: (thread: string, depth: number) =>
    thread.length + 1 < depth ? [`${thread}L`, `${thread}R`] : [],
  /** A thread that spawns another and a leaf, which leaves little to do at a time. */
  comb: (thread: string, depth: number) =>
    thread.length + 1 < depth && !thread.endsWith('L') ? [`${thread}L`, `${thread}R`] : [],
};

const threadsOf = {
  tree: (depth: number) => 2 ** depth - 1,
  comb: (depth: number) => 2 * depth - 1,
};

/** The simulation of other workers, as ones that are broken. */
export const workStealingWith = (working: typeof workStealerMachine) =>
  defineSimulation({
    name: 'work-stealing',
    summary:
      'Workers execute the threads of a computation, and steal from others when they have none.',
    params: z.object({
      workers: z.int().min(1).max(1_000).default(8).describe('how many there are'),
      shape: z.enum(['tree', 'comb']).default('tree').describe('what threads spawn'),
      depth: z
        .int()
        .min(1)
        .max(16)
        .default(10)
        .describe('how long the longest chain of threads is'),
      failures: z.int().min(0).default(0).describe('how many workers crash within 20 ms'),
    }),
    network: () => [latency(constant(UNIT_MS / 2))],
    faults: ({ failures }) => chaos({ deaths: failures, maxDown: failures, untilMs: 20 }),
    limits: { simulatedMs: 100_000 },
    // Who works can be kept from it by no thief for ever.
    checking: { params: { workers: 2, depth: 3 }, fair: 'moves' },
    compose({ swarm, params: { workers: size, shape, depth } }) {
      const group: Group<WorkStealingMessage> = { size, at: (index) => workers.at(index) };
      const spawns = (thread: string) => shapes[shape](thread, depth);
      const workers: Population<typeof workStealerMachine> = swarm.populate(
        working,
        size,
        (index) => ({
          input: { index, group, spawns, threads: index === 0 ? [''] : [], unitMs: UNIT_MS },
        }),
      );
      const contexts = () => [...workers].map((worker) => worker.getSnapshot().context);
      const executed = () => contexts().reduce((sum, worker) => sum + worker.executed.length, 0);
      return { contexts, executed, threads: threadsOf[shape](depth) };
    },
    measure: ({ swarm, actors: { executed, threads } }) => ({
      units: final(() => (executed() === threads ? swarm.nowMs / UNIT_MS : null)),
      attempts: count(swarm.envelopes$.pipe(filter(({ event }) => event.type === 'STEAL'))),
    }),
    properties: {
      always: {
        'no thread is executed twice': ({ actors: { contexts } }) => {
          const all = contexts().flatMap(({ executed }) => executed);
          return new Set(all).size === all.length;
        },
      },
      eventually: {
        'all threads are executed': {
          withinMs: 50_000,
          holds: ({ actors: { executed, threads } }) => executed() === threads,
        },
      },
    },
    until: ({ actors: { executed, threads } }) => executed() === threads,
    report: ({ params, actors: { contexts, threads } }) => ({
      threads,
      longestChain: params.depth,
      executedBy: contexts().map(({ executed }) => executed.length),
    }),
    explain: ({ threads, executedBy }) => [
      `Of ${threads} threads the workers have executed ${executedBy.join(', ')}.`,
    ],
  });

export default workStealingWith(workStealerMachine);
