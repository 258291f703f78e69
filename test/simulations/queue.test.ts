import { run } from 'statehive';
import { queue } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';

type QueueParams = Omit<z.input<typeof queue.params>, 'jobs' | 'warmUpJobs'>;

/**
 * How means are measured: independent replications. Waits within one run are correlated, so
 * their own standard error is far too small; but runs with different seeds are independent, so
 * the means of 20 of them are a sample. 1,000 jobs of warm-up are more than ten relaxation times
 * 1 / (mu (1 - sqrt(rho))^2) at a load of 0.8, so that the empty start leaves no trace.
 *
 * @see A. M. Law, Simulation Modeling and Analysis, 2015, section 9.5
 */
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

/** Student's t for 99% on both sides and 19 degrees of freedom. */
const t99 = 2.861;

const runs = async (params: QueueParams, jobs: number) => {
  const results = [];
  for (const seed of seeds) {
    results.push(await run(queue, { params: { ...params, jobs, warmUpJobs: 1_000 }, seed }));
  }
  return results;
};

type Results = Awaited<ReturnType<typeof runs>>;

function confidence99(sample: readonly number[]): { mean: number; halfWidth: number } {
  const mean = sample.reduce((sum, value) => sum + value, 0) / sample.length;
  const squares = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / (sample.length - 1) / sample.length);
  return { mean, halfWidth: t99 * standardError };
}

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
 * The chance that a job has to wait at `servers` servers under an offered load of `erlangs`.
 *
 * @see A. K. Erlang, Solution of some problems in the theory of probabilities of significance in
 * automatic telephone exchanges, 1917
 */
function erlangC(servers: number, erlangs: number): number {
  let term = 1;
  let sum = 0;
  for (let busy = 0; busy < servers; busy++) {
    sum += term;
    term *= erlangs / (busy + 1);
  }
  const waiting = (term * servers) / (servers - erlangs);
  return waiting / (sum + waiting);
}

/** Mean wait at M/M/c, ms, of rates for each ms. */
function waitAtMMc(servers: number, lambda: number, mu: number): number {
  return erlangC(servers, lambda / mu) / (servers * mu - lambda);
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
