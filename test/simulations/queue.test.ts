import { run } from 'statehive';
import { queue } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { confidence99, erlangC, seeds, waitAtMMc } from './queueing-theory.ts';

type QueueParams = Omit<z.input<typeof queue.params>, 'jobs' | 'warmUpJobs'>;

const runs = async (params: QueueParams, jobs: number) => {
  const results = [];
  for (const seed of seeds) {
    results.push(await run(queue, { params: { ...params, jobs, warmUpJobs: 1_000 }, seed }));
  }
  return results;
};

type Results = Awaited<ReturnType<typeof runs>>;

function expectMeanWait(results: Results, theoryMs: number): void {
  const { mean, halfWidth } = confidence99(results.map(({ metrics }) => metrics.waitMs.mean!));
  expect(Math.abs(mean - theoryMs)).toBeLessThan(halfWidth);
  // Without it, an interval as wide as the world would pass.
  expect(halfWidth).toBeLessThan(0.1 * theoryMs);
}

/** In each run, over its whole length: jobs inside = rate of jobs * how long each stays. */
function expectLittlesLaw(results: Results): void {
  for (const { metrics, simulatedMs } of results) {
    const { count, mean } = metrics.stayMs;
    const product = (count / simulatedMs) * mean!;
    expect(Math.abs(metrics.jobsInside / product - 1)).toBeLessThan(0.01);
  }
}

/**
 * Mean wait at M/G/1, ms: lambda E[S^2] / (2 (1 - rho)).
 *
 * @see F. Pollaczek, Über eine Aufgabe der Wahrscheinlichkeitstheorie, 1930; A. Y. Khinchine, 1932
 */
function waitAtMG1(lambda: number, service: { meanMs: number; meanSquare: number }): number {
  return (lambda * service.meanSquare) / (2 * (1 - lambda * service.meanMs));
}

describe('the theory', () => {
  test('of one server is the same by Erlang and by Pollaczek and Khinchine', () => {
    // An exponential time of mean 1 has a mean square of 2.
    const byPollaczek = waitAtMG1(0.8, { meanMs: 1, meanSquare: 2 });
    expect(waitAtMMc(1, 0.8, 1)).toBeCloseTo(byPollaczek, 12);
    expect(byPollaczek).toBeCloseTo(4, 12);
  });

  test('of three servers gives the tabulated chance to wait', () => {
    // Closed form for c = 3 and a = 2.4: 11.52 / (1 + 2.4 + 2.88 + 11.52).
    expect(erlangC(3, 2.4)).toBeCloseTo(11.52 / 17.8, 12);
  });
});

describe('the mean wait and the number of jobs inside agree with theory', {
  timeout: 120_000,
}, () => {
  test('at M/M/1 under a load of 0.8', async () => {
    const results = await runs({ arrivalsPerMs: 0.8 }, 8_000);
    expectMeanWait(results, waitAtMMc(1, 0.8, 1));
    expectLittlesLaw(results);
  });

  test('at M/M/1 under a load of 0.5', async () => {
    const results = await runs({ arrivalsPerMs: 0.5 }, 3_000);
    expectMeanWait(results, waitAtMMc(1, 0.5, 1));
    expectLittlesLaw(results);
  });

  test('at M/M/3 under a load of 0.8', async () => {
    const results = await runs({ arrivalsPerMs: 2.4, servers: 3 }, 6_000);
    expectMeanWait(results, waitAtMMc(3, 2.4, 1));
    expectLittlesLaw(results);
  });

  test('at M/D/1 under a load of 0.8', async () => {
    const results = await runs({ arrivalsPerMs: 0.8, service: 'constant' }, 5_000);
    expectMeanWait(results, waitAtMG1(0.8, { meanMs: 1, meanSquare: 1 }));
    expectLittlesLaw(results);
  });

  test('behind another M/M/1, each as if alone, and the stays add up', async () => {
    // At a load of 0.6 a stay is 1 / (mu - lambda) = 2.5 ms at each (Jackson 1957).
    const results = await runs({ arrivalsPerMs: 0.6, stages: 2 }, 4_000);
    expectMeanWait(results, waitAtMMc(1, 0.6, 1));
    const { mean, halfWidth } = confidence99(results.map(({ metrics }) => metrics.stayMs.mean!));
    expect(Math.abs(mean - 2 * 2.5)).toBeLessThan(halfWidth);
    expectLittlesLaw(results);
  });
});

test('a run measures as many waits as it was asked to, after the warm-up', async () => {
  const { metrics, outcome } = await run(queue, {
    params: { jobs: 50, warmUpJobs: 100, servers: 1 },
    seed: 7,
  });
  expect(outcome).toBe('completed');
  // One more may be in service when the last one leaves.
  expect(metrics.waitMs.count).toBeGreaterThanOrEqual(50);
  expect(metrics.waitMs.count).toBeLessThanOrEqual(51);
});

test('the same seed gives the same waits, another seed gives others', async () => {
  const once = async (seed: number) => {
    const { traceHash, metrics } = await run(queue, { params: { jobs: 500 }, seed });
    return { traceHash, metrics };
  };
  const first = await once(7);
  expect(await once(7)).toEqual(first);
  expect((await once(8)).metrics.waitMs.mean).not.toBe(first.metrics.waitMs.mean);
});
