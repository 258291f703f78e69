import {
  type Chaos,
  type CheckOptions,
  chaos,
  check,
  evidenceFor,
  replay,
  replayScript,
  type Simulation,
  search,
  shrink,
} from 'statehive';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  forgettingTask,
  forgettingVote,
  ignoringHighest,
  leakingPermit,
  leaseKeeping,
  votingTwice,
} from './twins.ts';

interface Twin {
  readonly simulation: Simulation;
  readonly property: string;
  readonly chaos: Chaos;
  /** Of the runs. */
  readonly params?: Record<string, unknown>;
  readonly checking: CheckOptions<z.ZodObject>;
  /** Of the shortest counterexample. */
  readonly steps: number;
}

const twins: readonly (readonly [string, Twin])[] = [
  [
    'Raft that votes twice in a term',
    {
      simulation: votingTwice,
      property: 'election safety',
      chaos: chaos({ crashes: 3, delaySpikes: 0.3, actors: ['server-*'], untilMs: 1_500 }),
      params: { commands: 3 },
      checking: { params: { servers: 3, clients: 0 } },
      steps: 6,
    },
  ],
  [
    'two-phase commit that forgets a vote',
    {
      simulation: forgettingVote,
      property: 'one has committed, one has aborted',
      chaos: chaos({ crashes: 2, loss: 0.2, untilMs: 100 }),
      checking: { params: { participants: 2 } },
      steps: 4,
    },
  ],
  [
    'Paxos that ignores the highest accepted value',
    {
      simulation: ignoringHighest,
      property: 'one value at most is chosen',
      chaos: chaos({ crashes: 2, loss: 0.2, untilMs: 100 }),
      checking: {},
      steps: 12,
    },
  ],
  [
    'a semaphore that leaks a permit',
    {
      simulation: leakingPermit,
      property: 'a lease is over, and its permit still out',
      chaos: chaos({ deaths: 1, actors: ['permit-holder-*'], untilMs: 50 }),
      checking: { params: { holders: 1 } },
      steps: 2,
    },
  ],
  [
    'a scheduler that forgets the task of a lost worker',
    {
      simulation: forgettingTask,
      property: 'no task is lost',
      chaos: chaos({ deaths: 1, actors: ['worker-*'], untilMs: 50 }),
      params: { tasks: 12 },
      checking: { params: { workers: 1, tasks: 1 } },
      steps: 2,
    },
  ],
];

/** The first finding among 1,000 seeds. */
async function firstFinding({ simulation, params = {}, chaos: faults }: Twin) {
  const abort = new AbortController();
  const onRun = ({ broken }: { broken: number }) => broken > 0 && abort.abort();
  const seeds = { first: 1, last: 1_000 };
  const { findings } = await search(simulation, {
    seeds,
    params,
    faults,
    onRun,
    signal: abort.signal,
  });
  return findings[0];
}

describe.each(twins)('%s', (_, twin) => {
  const { simulation, params = {}, property, checking, steps } = twin;

  test('is caught by chaos, and by the shrunk script in one run', async () => {
    const finding = await firstFinding(twin);
    expect(finding?.breakage.what).toBe(property);
    const shrunk = await shrink(simulation, finding!, { params, maxRuns: 100 });
    const { name } = simulation;
    const { file } = await evidenceFor(simulation, shrunk.finding, { name, params });
    const { isReproduced, parting } = await replayScript(simulation, file);
    expect({ isReproduced, parting }).toEqual({ isReproduced: true, parting: undefined });
  });

  test('is found by checking it, in a shortest way', async () => {
    const { counterexamples } = await check(simulation, { ...checking, stopAtViolation: true });
    const counterexample = counterexamples.find((one) => one.property === property);
    expect(replay(simulation, checking, counterexample!).isViolated).toBe(true);
    expect(counterexample?.steps).toHaveLength(steps);
  });
});

test('a sound semaphore is not blamed for leaking', async () => {
  const params = { holders: 1, renewals: 1 };
  const result = await check(leaseKeeping, { params, faults: { crashes: 1 } });
  expect(result).toMatchObject({ outcome: 'complete', counterexamples: [] });
});
