import { chaos, check, run, search } from 'statehive';
import { semaphore } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import { confidence99, seeds, waitAtMMc } from './queueing-theory.ts';

describe('holders that come at random wait as jobs for servers do', { timeout: 120_000 }, () => {
  // No message takes any time, so that a permit in use is a server at work. The first holders
  // find it empty: 2,000 are so many that it makes a hundredth of the difference.
  const runs = (params: { permits: number; interarrivalMs: number; workMs: number }) =>
    Promise.all(
      seeds.map((seed) =>
        run(semaphore, { params: { ...params, holders: 2_000, latencyMs: 0 }, seed }),
      ),
    );

  test.each([
    { permits: 1, load: 0.5 },
    { permits: 4, load: 0.7 },
  ])('$permits permits at a load of $load, as M/M/c', async ({ permits, load }) => {
    const workMs = 10;
    const lambda = (permits * load) / workMs;
    const results = await runs({ permits, interarrivalMs: 1 / lambda, workMs });
    const { mean, halfWidth } = confidence99(results.map(({ metrics }) => metrics.waitMs.mean!));
    const theoryMs = waitAtMMc(permits, lambda, 1 / workMs);
    expect(Math.abs(mean - theoryMs)).toBeLessThan(halfWidth);
    expect(halfWidth).toBeLessThan(0.15 * theoryMs);
  });
});

describe('every behaviour', { timeout: 60_000 }, () => {
  const verdicts = async (params: object, faults: object) => {
    const { outcome, properties } = await check(semaphore, {
      params: { renewals: 1, ...params },
      ...faults,
    });
    return { outcome, verdicts: properties.map(({ verdict }) => verdict) };
  };
  const allHold = {
    outcome: 'complete',
    verdicts: ['held', 'held', 'reached', 'reached', 'held'],
  };

  test('of two holders and one permit keeps all promises', async () => {
    expect(await verdicts({}, {})).toEqual(allHold);
  });

  test('also when the semaphore, a holder or its work crashes', async () => {
    expect(await verdicts({}, { faults: { crashes: 1 } })).toEqual(allHold);
  });

  test('and when any message is lost', async () => {
    expect(await verdicts({}, { lossy: true, faults: { losses: 1 } })).toEqual(allHold);
  });
});

describe('in simulated time', { timeout: 60_000 }, () => {
  test('nobody is overtaken, for a holder knows first that its lease is over', async () => {
    const { runs, properties, findings, faultsStruck } = await search(semaphore, {
      seeds: { first: 1, last: 40 },
      params: { holders: 12, permits: 3, leaseMs: 30, workMs: 40 },
      faults: chaos({ crashes: 3, loss: 0.2, delaySpikes: 0.2, partitions: 2, untilMs: 200 }),
    });
    expect(runs).toBe(40);
    expect(faultsStruck).toBeGreaterThan(100);
    expect(findings).toEqual([]);
    expect(properties).toContainEqual(
      expect.objectContaining({
        name: 'a holder is overtaken',
        verdicts: { 'not reached': 40 },
      }),
    );
  });
});
