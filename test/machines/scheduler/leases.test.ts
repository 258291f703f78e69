import fc from 'fast-check';
import { constant, createSwarm, latency, loss, uniform } from 'statehive';
import {
  type Done,
  PRIORITIES,
  type Priority,
  recoverScheduler,
  schedulerMachine,
  schedulingHint,
  workerMachine,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { assign, setup } from 'xstate';

/** Keeps what it is told. */
const submitter = setup({
  types: { context: {} as { told: readonly string[] }, events: {} as Done },
}).createMachine({
  id: 'submitter',
  context: { told: [] },
  on: {
    DONE: { actions: assign({ told: ({ context, event }) => [...context.told, event.task.id] }) },
  },
});

const LEASE_MS = 100;

interface Setting {
  readonly workers?: number;
  readonly serviceMs?: number;
  readonly engine?: 'compiled' | 'xstate';
  readonly seed?: number;
  readonly lossProbability?: number;
  readonly askAgainMs?: number;
}

function swarmOf(setting: Setting = {}) {
  const { workers = 2, serviceMs = 40, engine = 'compiled', seed = 7, askAgainMs } = setting;
  const network = [
    latency(uniform({ min: 0.5, max: 1.5 })),
    loss({ probability: setting.lossProbability ?? 0 }),
  ];
  const swarm = createSwarm({ seed, engine, network });
  const scheduler = swarm.spawn(schedulerMachine, {
    input: { leaseMs: LEASE_MS },
    recover: recoverScheduler,
  });
  const replyTo = swarm.spawn(submitter);
  const input = {
    scheduler,
    service: constant(serviceMs),
    ...(askAgainMs !== undefined && { askAgainMs }),
  };
  const all = [...swarm.populate(workerMachine, workers, () => ({ input, recover: () => input }))];
  const told: string[] = [];
  for (const type of ['started', 'expired', 'completed'] as const) {
    swarm.emitted(scheduler, type).subscribe(({ task }) => told.push(`${type} ${task}`));
  }
  return {
    swarm,
    scheduler,
    workers: all,
    submit: (ids: string, priority: Priority = 'normal') => {
      const tasks = [...ids].map((id) => ({
        id,
        hint: schedulingHint(priority, 'hot', 'minimal'),
      }));
      scheduler.send({ type: 'SUBMIT', tasks, replyTo });
    },
    told: (type: string) => told.flatMap((each) => (each.startsWith(type) ? each.slice(-1) : [])),
    done: () => replyTo.getSnapshot().context.told,
  };
}

describe('a task whose worker crashes', () => {
  test('goes to another when its lease is over, and no sooner', async () => {
    const { swarm, workers, submit, told, done } = swarmOf();
    submit('a');
    await swarm.runFor(10);
    swarm.crash(workers[0]!);
    await swarm.runFor(LEASE_MS - 15);
    expect(told('started')).toEqual(['a']);
    await swarm.runFor(60);
    expect(told('expired')).toEqual(['a']);
    expect(told('started')).toEqual(['a', 'a']);
    expect(done()).toEqual(['a']);
  });

  test('goes to the front of its lane', async () => {
    const { swarm, workers, submit, told } = swarmOf({ workers: 1 });
    submit('abcd');
    await swarm.runFor(10);
    swarm.crash(workers[0]!);
    await swarm.runFor(2 * LEASE_MS);
    swarm.restart(workers[0]!, { state: 'kept' });
    await swarm.runFor(1_000);
    expect(told('started')).toEqual(['a', 'a', 'b', 'c', 'd']);
  });

  test('does not overtake a lane that is more urgent', async () => {
    const { swarm, workers, submit, told } = swarmOf({ workers: 1 });
    submit('a', 'low');
    await swarm.runFor(10);
    swarm.crash(workers[0]!);
    submit('z', 'critical');
    await swarm.runFor(2 * LEASE_MS);
    swarm.restart(workers[0]!, { state: 'kept' });
    await swarm.runFor(200);
    expect(told('started')).toEqual(['a', 'z', 'a']);
  });

  test('stays lost without a lease, though its worker comes back', async () => {
    const swarm = createSwarm({ seed: 7 });
    const scheduler = swarm.spawn(schedulerMachine, { input: {} });
    const replyTo = swarm.spawn(submitter);
    const input = { scheduler, service: constant(10) };
    const worker = swarm.spawn(workerMachine, { input, recover: () => input });
    const tasks = ['a', 'b'].map((id) => ({ id, hint: schedulingHint('low', 'hot', 'minimal') }));
    scheduler.send({ type: 'SUBMIT', tasks, replyTo });
    await swarm.runFor(5);
    swarm.crash(worker);
    swarm.restart(worker, { state: 'kept' });
    await swarm.runFor(1_000);
    expect(replyTo.getSnapshot().context.told).toEqual(['b']);
  });
});

describe('a worker', () => {
  test('that is done in time is believed, however soon its next lease ends', async () => {
    const { swarm, submit, told, done } = swarmOf({ workers: 1, serviceMs: 60 });
    submit('abc');
    await swarm.runFor(1_000);
    expect(told('expired')).toEqual([]);
    expect(done()).toEqual(['a', 'b', 'c']);
    expect(told('completed')).toEqual(['a', 'b', 'c']);
  });

  test('that is slower than its lease does it all the same, and nobody else has to again', async () => {
    const { swarm, submit, told, done } = swarmOf({ workers: 1, serviceMs: 150 });
    submit('a');
    await swarm.runFor(1_000);
    expect(told('expired')).toEqual(['a']);
    expect(told('completed')).toEqual(['a']);
    expect(told('started')).toEqual(['a']);
    expect(done()).toEqual(['a']);
  });

  test('and another that were both given a task have it counted once', async () => {
    const { swarm, submit, told, done } = swarmOf({ serviceMs: 150 });
    submit('a');
    await swarm.runFor(1_000);
    expect(told('started')).toEqual(['a', 'a']);
    expect(done()).toEqual(['a', 'a']);
    expect(told('completed')).toEqual(['a']);
  });

  test('that comes back gets another task when the lease on the one that it lost is over', async () => {
    const { swarm, workers, submit, told } = swarmOf({ workers: 1 });
    submit('ab');
    await swarm.runFor(10);
    swarm.crash(workers[0]!);
    swarm.restart(workers[0]!, { state: 'kept' });
    await swarm.runFor(60);
    expect(told('started')).toEqual(['a']);
    await swarm.runFor(200);
    expect(told('completed')).toEqual(['a', 'b']);
  });
});

test('a scheduler that comes back has forgotten no task', async () => {
  const { swarm, scheduler, submit, told } = swarmOf({ askAgainMs: 30 });
  submit('abcd');
  await swarm.runFor(10);
  swarm.crash(scheduler);
  await swarm.runFor(60);
  swarm.restart(scheduler, { state: 'kept' });
  await swarm.runFor(1_000);
  expect(told('completed').toSorted()).toEqual(['a', 'b', 'c', 'd']);
});

test.each([0, Number.POSITIVE_INFINITY])('a lease has to last, but not %d ms', async (leaseMs) => {
  const swarm = createSwarm({ seed: 1 });
  swarm.spawn(schedulerMachine, { input: { leaseMs } });
  const message = `A scheduler has a finite leaseMs > 0, not ${leaseMs}.`;
  await expect(swarm.runFor(0)).rejects.toThrow(message);
});

test.each([0, Number.POSITIVE_INFINITY])('nobody asks again after %d ms', async (askAgainMs) => {
  const swarm = createSwarm({ seed: 1 });
  const scheduler = swarm.spawn(schedulerMachine, { input: {} });
  swarm.spawn(workerMachine, { input: { scheduler, service: constant(1), askAgainMs } });
  const message = `A worker has a finite askAgainMs > 0, not ${askAgainMs}.`;
  await expect(swarm.runFor(0)).rejects.toThrow(message);
});

/** Which worker crashes, after how long, and for how long it is down. */
const anyOutages = fc.array(
  fc.record({
    worker: fc.nat({ max: 3 }),
    afterMs: fc.nat({ max: 80 }),
    downMs: fc.nat({ max: 150 }),
  }),
  { maxLength: 8 },
);

describe.each(['compiled', 'xstate'] as const)(
  'whoever crashes, and whatever is lost, on %s',
  (engine) => {
    test('each task is done, and counted once; it starts once more than it is taken back', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.nat(),
          fc.constantFrom(0, 0.1),
          fc.constantFrom(...PRIORITIES),
          anyOutages,
          async (seed, lossProbability, priority, outages) => {
            const setting = { workers: 4, seed, engine, lossProbability, askAgainMs: 50 };
            const { swarm, scheduler, workers, submit, told } = swarmOf(setting);
            submit('abcdefg', priority);
            submit('hijkl');
            for (const { worker, afterMs, downMs } of outages) {
              await swarm.runFor(afterMs);
              swarm.crash(workers[worker]!);
              await swarm.runFor(downMs);
              swarm.restart(workers[worker]!, { state: 'kept' });
            }
            await swarm.runFor(10_000);
            expect(told('completed').toSorted()).toEqual([...'abcdefghijkl']);
            for (const task of 'abcdefghijkl') {
              const times = (type: string) => told(type).filter((each) => each === task).length;
              expect(times('started')).toBeLessThanOrEqual(1 + times('expired'));
            }
            const { lanes, leases } = scheduler.getSnapshot().context;
            expect([lanes.map(({ length }) => length), leases]).toEqual([[0, 0, 0, 0], []]);
            swarm.close();
          },
        ),
        { numRuns: engine === 'compiled' ? 60 : 20 },
      );
    });
  },
);
