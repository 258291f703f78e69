import { run } from 'statehive';
import { rateLimit } from 'statehive/simulations';
import { expect, test } from 'vitest';
import { confidence99, seeds } from '../queueing-theory.ts';

test('a bucket of one token makes items wait as long as M/D/1', async () => {
  const load = 0.8;
  const params = { load, burst: 1, window: 1_000, items: 500 };
  const runs = seeds.map((seed) => run(rateLimit, { params, seed }));
  const means = (await Promise.all(runs)).map(({ metrics }) => metrics.waitMs.mean ?? Number.NaN);
  const { mean, halfWidth } = confidence99(means);
  // Pollaczek-Khinchine: rho / (2 mu (1 - rho)), of a service of 1 ms.
  expect(Math.abs(mean - load / (2 * (1 - load)))).toBeLessThan(halfWidth);
});

test('under more load than may pass, the rate is that of tokens, and nothing is lost', async () => {
  const { metrics, simulatedMs, properties } = await run(rateLimit, {
    params: { load: 2, burst: 10, intervalMs: 5 },
    seed: 7,
  });
  expect([metrics.passed, metrics.dropped]).toEqual([2_000, 0]);
  // All but the burst waited for a token; 10 more fill the bucket at the end.
  expect(simulatedMs / 5).toBeGreaterThanOrEqual(2_000);
  expect(simulatedMs / 5).toBeLessThan(2_010);
  expect(properties.map(({ verdict }) => verdict)).toEqual(['held', 'held', 'reached', 'reached']);
});

test('what the bucket holds back waits at its source, not at the limiter', async () => {
  const { metrics } = await run(rateLimit, { params: { load: 2 }, seed: 7 });
  expect(metrics.backlog.max).toBeGreaterThan(100);
});

test('without backpressure items are lost', async () => {
  const { outcome, violations } = await run(rateLimit, {
    params: { load: 2, backpressure: false },
    seed: 7,
  });
  expect([outcome, violations[0]?.property]).toEqual(['violated', 'nothing is lost']);
});
