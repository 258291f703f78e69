import fc from 'fast-check';
import { constant, createSwarm, type Distribution, exponential, latency, sample } from 'statehive';
import { permitHolderMachine, semaphoreMachine } from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { setup } from 'xstate';

/** Takes its time, and comes to the time that it had. */
const workMachine = setup({
  types: { input: {} as Distribution, context: {} as { service: Distribution } },
  delays: { service: ({ context }) => sample(context.service) },
}).createMachine({
  id: 'work',
  context: ({ input }) => ({ service: input }),
  initial: 'working',
  states: { working: { after: { service: 'done' } }, done: { type: 'final' } },
  output: 'what came of it',
});

const holderMachine = permitHolderMachine.provide({ actors: { work: workMachine } });

interface Setting {
  readonly permits?: number;
  readonly holders?: number;
  readonly workMs?: number;
  readonly waitMs?: number;
  readonly leaseMs?: number;
  readonly latencyMs?: Distribution;
  readonly seed?: number;
}

function swarmOf(setting: Setting) {
  const {
    permits = 1,
    holders = 2,
    workMs = 250,
    waitMs = 10_000,
    leaseMs = 100,
    seed = 1,
  } = setting;
  const network = setting.latencyMs === undefined ? [] : [latency(setting.latencyMs)];
  const swarm = createSwarm({ seed, network });
  const semaphore = swarm.spawn(semaphoreMachine, { input: { permits, leaseMs } });
  const input = { semaphore, waitMs, work: constant(workMs) };
  const all = [...swarm.populate(holderMachine, holders, () => ({ input }))];
  const states = () => all.map((holder) => holder.getSnapshot().value);
  const working = () =>
    all.filter((holder) => {
      const snapshot = holder.getSnapshot();
      return snapshot.status === 'active' && snapshot.matches('working');
    });
  const outcomes = () => all.map((holder) => holder.getSnapshot().output?.outcome);
  return { swarm, semaphore, holders: all, states, working, outcomes };
}

describe('a holder', () => {
  test('keeps its permit for as long as it works, and then gives it to the next', async () => {
    const { swarm, states, outcomes } = swarmOf({});
    await swarm.runFor(249);
    expect(states()).toEqual([{ working: 'holding' }, 'waiting']);
    await swarm.runFor(1);
    expect(states()).toEqual(['done', { working: 'holding' }]);
    await swarm.runFor(250);
    expect(outcomes()).toEqual(['done', 'done']);
  });

  test('ends with what came of its work', async () => {
    const { swarm, holders } = swarmOf({});
    await swarm.runFor(250);
    const expected = { outcome: 'done', output: 'what came of it' };
    expect(holders[0]?.getSnapshot().output).toEqual(expected);
  });

  test('that waits too long leaves the queue', async () => {
    const { swarm, semaphore, outcomes } = swarmOf({ holders: 3, waitMs: 260 });
    await swarm.runFor(259);
    expect(semaphore.getSnapshot().context.waiting).toHaveLength(1);
    await swarm.runFor(1);
    expect(outcomes()).toEqual(['done', undefined, 'timedOut']);
    expect(semaphore.getSnapshot().context.waiting).toHaveLength(0);
  });

  test('that crashes gives its permit back when its lease is over, and no later', async () => {
    const { swarm, holders, states } = swarmOf({});
    await swarm.runFor(120);
    // It has renewed at 100, the third part of a lease after 66.7.
    swarm.crash(holders[0]!);
    await swarm.runFor(79);
    expect(states()[1]).toBe('waiting');
    await swarm.runFor(1);
    expect(states()[1]).toEqual({ working: 'holding' });
  });

  test('that cannot reach the semaphore stops before anybody else works', async () => {
    const { swarm, holders, states } = swarmOf({ latencyMs: constant(1) });
    await swarm.runFor(120);
    swarm.partition({ from: [swarm.address(holders[0]!)] });
    const seen: unknown[] = [];
    for (let ms = 0; ms < 120; ms++) {
      await swarm.runFor(1);
      if (states()[0] === 'lost' && seen.length === 0) seen.push(states()[1]);
    }
    expect(seen).toEqual(['waiting']);
    expect(states()).toEqual(['lost', { working: 'holding' }]);
  });

  test('whose work fails gives its permit back', async () => {
    const failing = permitHolderMachine.provide({
      actors: {
        work: setup({}).createMachine({
          entry: () => {
            throw new Error('no good');
          },
        }),
      },
    });
    const swarm = createSwarm({ seed: 1 });
    const semaphore = swarm.spawn(semaphoreMachine, { input: { permits: 1, leaseMs: 100 } });
    const holder = swarm.spawn(failing, { input: { semaphore, waitMs: 10 } });
    await swarm.runFor(0);
    expect(holder.getSnapshot().output).toEqual({ outcome: 'failed', output: undefined });
    expect(semaphore.getSnapshot().context.leases).toEqual([]);
  });
});

/** Which holder crashes, and when. */
const anyCrashes = fc.array(
  fc.record({ holder: fc.nat({ max: 7 }), afterMs: fc.nat({ max: 400 }) }),
  { maxLength: 6 },
);

test('never more work than there are permits, and all permits come back, whoever crashes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.nat(),
      anyCrashes,
      async (permits, seed, crashes) => {
        const { swarm, semaphore, holders, working, outcomes } = swarmOf({
          permits,
          holders: 8,
          workMs: 150,
          latencyMs: exponential({ mean: 5 }),
          seed,
        });
        let most = 0;
        swarm.transitions$.subscribe(() => {
          most = Math.max(most, working().length);
        });
        const crashed = new Set<number>();
        for (const { holder, afterMs } of crashes) {
          await swarm.runFor(afterMs);
          if (outcomes()[holder] === undefined) crashed.add(holder);
          swarm.crash(holders[holder]!);
        }
        await swarm.runFor(10_000);
        expect(most).toBe(permits);
        const { leases, waiting } = semaphore.getSnapshot().context;
        expect({ leases, waiting: waiting.length }).toEqual({ leases: [], waiting: 0 });
        outcomes().forEach((outcome, nth) => {
          expect(outcome).toBe(crashed.has(nth) ? undefined : 'done');
        });
        swarm.close();
      },
    ),
    { numRuns: 60 },
  );
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('nobody waits for %d ms', async (waitMs) => {
  const { swarm } = swarmOf({ holders: 1, waitMs });
  const message = `A permit holder has a finite waitMs >= 0, not ${waitMs}.`;
  await expect(swarm.runFor(0)).rejects.toThrow(message);
});
