import { chaos, check, run, search } from 'statehive';
import { scheduler } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import { confidence99, seeds, waitAtMMc } from './queueing-theory.ts';

describe('tasks that come at random', { timeout: 120_000 }, () => {
  // No message takes any time, and no lease runs out, so that a worker with a task is a server at work.
  const waitsOf = async (params: {
    workers: number;
    interarrivalMs: number;
    serviceMs: number;
  }) => {
    const still = { tasks: 2_000, latencyMs: 0, leaseMs: 1e6 };
    const results = await Promise.all(
      seeds.map((seed) => run(scheduler, { params: { ...params, ...still }, seed })),
    );
    return confidence99(results.map(({ metrics }) => metrics.waitMs.mean!));
  };

  test.each([
    { workers: 1, load: 0.5 },
    { workers: 4, load: 0.7 },
  ])('wait as in M/M/c in the mean over all lanes, $workers workers at $load', async (each) => {
    const { workers, load } = each;
    const serviceMs = 10;
    const lambda = (workers * load) / serviceMs;
    const { mean, halfWidth } = await waitsOf({ workers, interarrivalMs: 1 / lambda, serviceMs });
    const theoryMs = waitAtMMc(workers, lambda, 1 / serviceMs);
    expect(Math.abs(mean - theoryMs)).toBeLessThan(halfWidth);
    expect(halfWidth).toBeLessThan(0.2 * theoryMs);
  });
});

describe('every behaviour', { timeout: 60_000 }, () => {
  const verdicts = async (params: object, options: object = {}) => {
    const { outcome, properties } = await check(scheduler, {
      params: { workers: 2, tasks: 2, ...params },
      ...options,
    });
    return { outcome, verdicts: properties.map(({ verdict }) => verdict) };
  };
  const allHold = { outcome: 'complete', verdicts: Array<string>(5).fill('held') };

  test('of two workers and three tasks keeps all promises', async () => {
    expect(await verdicts({ tasks: 3 })).toEqual(allHold);
  });

  test('also when the scheduler or a worker crashes', async () => {
    expect(await verdicts({ tasks: 3 }, { faults: { crashes: 1 } })).toEqual(allHold);
  });

  test('and comes back', async () => {
    expect(await verdicts({}, { faults: { crashes: 1, restarts: 1 } })).toEqual(allHold);
  });

  test('and when any message is lost', async () => {
    expect(await verdicts({}, { lossy: true, faults: { losses: 1 } })).toEqual(allHold);
  });

  test('but not when one worker crashes and the other is not heard, for it asks once', async () => {
    const faults = { crashes: 1, losses: 1 };
    const { outcome } = await verdicts({}, { lossy: true, faults });
    expect(outcome).toBe('violated');
  });
});

describe('in simulated time', { timeout: 60_000 }, () => {
  test('all tasks are done, whatever crashes or is lost, when workers ask again', async () => {
    const { runs, findings, faultsStruck } = await search(scheduler, {
      seeds: { first: 1, last: 40 },
      params: { tasks: 60, workers: 4, leaseMs: 60, askAgainMs: 40 },
      faults: chaos({
        crashes: 4,
        loss: 0.1,
        delaySpikes: 0.2,
        partitions: 2,
        untilMs: 300,
        actors: ['worker-*'],
      }),
    });
    expect(runs).toBe(40);
    expect(faultsStruck).toBeGreaterThan(100);
    expect(findings).toEqual([]);
  });

  test('a task starts once more than its lease has run out', async () => {
    const { metrics, faults } = await run(scheduler, { params: { failures: 3 }, seed: 7 });
    expect(faults).toHaveLength(3);
    expect(metrics.expired).toBeGreaterThan(0);
    expect(metrics.completed).toBe(40);
    expect(metrics.started).toBe(40 + metrics.expired!);
  });
});
