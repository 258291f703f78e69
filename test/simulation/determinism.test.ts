import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Observable } from 'rxjs';
import { type EngineChoice, type RunOptions, run, type Simulation } from 'statehive';
import { simulations } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';

/** What makes a run small; a simulation that is not here runs with its defaults. */
const small: Readonly<Record<string, Record<string, unknown>>> = {
  hive: { agents: 8 },
  queue: { jobs: 300, warmUpJobs: 10 },
  gossip: { agents: 100 },
  swim: { members: 8, periods: 12 },
  raft: { commands: 5 },
  'rate-limit': { items: 40 },
  semaphore: { holders: 20, permits: 3, interarrivalMs: 3 },
  scheduler: { tasks: 20, interarrivalMs: 3 },
};

/** What else a simulation can do, for both engines to agree on. */
const variants: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  'atomic-commit': [{ coordinator: 'dies' }, { refusing: 1 }],
  paxos: [{ proposers: 3, failures: 8, storage: 'volatile' }],
  raft: [{ commands: 5, failures: 8, storage: 'volatile' }],
  'rate-limit': [{ items: 40, load: 3, backpressure: false }],
  pbft: [{ lie: 'withhold', clients: 2, operations: 2 }],
  hive: [
    { agents: 12, crashShare: 0.5, crashWithinMs: 20, deadlineMs: 60 },
    { agents: 7, crashShare: 1, spawn: 'sequential', quorum: 'unanimity', detection: 'hashed' },
  ],
  queue: [{ jobs: 200, warmUpJobs: 0, servers: 3, stages: 2, service: 'constant' }],
  bully: [{ nodes: 4, latencyMaxMs: 60, leaderIsDownMs: 300 }],
  'contract-net': [{ failures: 3, reportDeadlineMs: 1 }],
  scheduler: [{ tasks: 12, failures: 3, leaseMs: 40, askAgainMs: 30 }],
  'work-stealing': [{ shape: 'comb', workers: 3, failures: 1 }],
  swim: [{ members: 6, periods: 12, loss: 0.3, failures: 2, suspicion: false, order: 'random' }],
  gossip: [
    { agents: 60, style: 'pull' },
    { agents: 60, style: 'push-pull' },
    { agents: 20, style: 'push-pull', topology: 'ring' },
  ],
};

const limits = { events: 20_000 };
const root = fileURLToPath(new URL('../..', import.meta.url));
const node = ['--import', 'tsx', '--conditions=statehive:source'];

/** The trace hash of every simulation, by name, found out in a process of its own. */
async function hashesInOwnProcess(seed: number): Promise<Record<string, string>> {
  const script = `
    import { run } from 'statehive';
    import { simulations } from 'statehive/simulations';
    const small = ${JSON.stringify(small)};
    const options = { seed: ${seed}, limits: ${JSON.stringify(limits)} };
    const hashes = {};
    for (const simulation of simulations) {
      const params = small[simulation.name] ?? {};
      hashes[simulation.name] = (await run(simulation, { params, ...options })).traceHash;
    }
    console.log(JSON.stringify(hashes));
  `;
  const args = [...node, '--input-type=module', '-e', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return JSON.parse(stdout);
}

/** A run's result on one engine, without what is the engine's own: addresses are references of its kind. */
async function resultOn(
  engine: EngineChoice,
  simulation: Simulation,
  options: RunOptions<z.ZodObject>,
) {
  const { wallMs: _, engine: used, ...result } = await run(simulation, { ...options, engine });
  const violations = JSON.stringify(result.violations);
  return { used, result: { ...result, violations, failure: String(result.failure) } };
}

/** The same simulation, watched in every way there is. */
function observed(simulation: Simulation): Simulation {
  return {
    ...simulation,
    compose(composing) {
      const { swarm } = composing;
      const streams = [
        'envelopes$',
        'transitions$',
        'emissions$',
        'logs$',
        'deadLetters$',
      ] as const;
      for (const stream of streams) (swarm[stream] as Observable<unknown>).subscribe();
      return simulation.compose(composing);
    },
  };
}

describe.each(simulations.map((simulation) => [simulation.name, simulation] as const))(
  'the simulation %s',
  (name, simulation) => {
    const options = { params: small[name] ?? {}, seed: 7, limits };

    test('has the same trace hash twice, and another with another seed', async () => {
      const [one, two] = [await run(simulation, options), await run(simulation, options)];
      const other = await run(simulation, { ...options, seed: 8 });
      expect(one.traceHash).toMatch(/^[0-9a-f]{16}$/);
      expect(two.traceHash).toBe(one.traceHash);
      expect(other.traceHash).not.toBe(one.traceHash);
    });

    test('has the same result twice but for the wall time', async () => {
      const { wallMs: _, ...one } = await run(simulation, options);
      const { wallMs: __, ...two } = await run(simulation, options);
      expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    });

    test('has the same result on both engines, whatever its parameters', async () => {
      for (const params of [options.params, ...(variants[name] ?? [])]) {
        for (const seed of [7, 8, 9]) {
          const compiled = await resultOn('compiled', simulation, { params, seed, limits });
          const xstate = await resultOn('xstate', simulation, { params, seed, limits });
          expect(compiled.result).toEqual(xstate.result);
          expect([compiled.used, xstate.used]).toEqual(['compiled', 'xstate']);
          expect(compiled.result.fallbacks).toEqual([]);
        }
      }
    });

    test('has the same trace hash with and without observers', async () => {
      const watched = await run(observed(simulation), options);
      const unwatched = await run(simulation, options);
      expect(watched.traceHash).toBe(unwatched.traceHash);
    });

    test('has the same trace hash when another run is under way', async () => {
      const alone = await run(simulation, options);
      const [one] = await Promise.all([
        run(simulation, options),
        run(simulation, { ...options, seed: 9 }),
      ]);
      expect(one.traceHash).toBe(alone.traceHash);
    });
  },
);

test('every simulation has the same trace hash in two processes', async () => {
  const [one, other] = await Promise.all([hashesInOwnProcess(7), hashesInOwnProcess(7)]);
  expect(other).toEqual(one);
  for (const simulation of simulations) {
    const { name } = simulation;
    const { traceHash } = await run(simulation, { params: small[name] ?? {}, seed: 7, limits });
    expect(one[name]).toBe(traceHash);
  }
}, 120_000);
