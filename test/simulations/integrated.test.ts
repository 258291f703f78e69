import { chaos, run, search } from 'statehive';
import { integrated } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';

type IntegratedParams = z.input<typeof integrated.params>;

const runIntegrated = (params: IntegratedParams = {}, seed = 7) =>
  run(integrated, { params, seed });

/** Conflicts of the well-known packs: 43 of classes and 29 of properties. */
const DECISIONS = 72;
/** Of the pipeline from what is composed to what is released. */
const STAGES = 6;

describe('what is published', () => {
  test('is each decision of the hive, once', async () => {
    const { outcome, report } = await runIntegrated();
    expect(outcome).toBe('completed');
    expect(report).toMatchObject({ decisions: DECISIONS, published: DECISIONS });
    const changes = Object.values(report!.actions).reduce((sum, each) => sum + each, 0);
    expect(changes).toBe(DECISIONS);
  });

  test('is the same however many workers and readers there are, and how snapshots are handed over', async () => {
    const actionsOf = async (params: IntegratedParams) =>
      (await runIntegrated(params)).report!.actions;
    const expected = await actionsOf({});
    for (const params of [{ workers: 1 }, { readers: 20 }, { snapshots: 'cloned' }] as const) {
      // The order in which they were first met may differ, and does not matter.
      expect(await actionsOf(params)).toEqual(expected);
    }
  });

  test('comes in more versions when rounds are short, for then fewer proposals go together', async () => {
    const versions = async (windowMs: number) =>
      (await runIntegrated({ windowMs })).report!.versions;
    expect(await versions(0.1)).toBeGreaterThan(await versions(20));
  });

  test('is nothing when nothing conflicts', async () => {
    const { outcome, report } = await runIntegrated({ only: 'time' });
    expect(outcome).toBe('completed');
    expect(report).toMatchObject({ decisions: 0, published: 0, versions: 0 });
  });

  test('is the same for each of several hives side by side, as far as it goes', async () => {
    const { report } = await runIntegrated({ hives: 3, agents: 3 });
    expect(report).toMatchObject({
      orchestrations: 3,
      decisions: 3 * DECISIONS,
      published: 3 * DECISIONS,
    });
  });
});

test.each([1, 2, 3])('no reader goes back, all is published, with seed %i', async (seed) => {
  const { outcome, properties } = await runIntegrated({ readers: 10, readEveryMs: 1 }, seed);
  expect(outcome).toBe('completed');
  expect(properties.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['a reader goes back', 'held'],
    ['a part is read before the whole', 'reached'],
    ['all is published', 'held'],
  ]);
});

test('is each decision once, and all of them, when messages arrive twice', async () => {
  const faults = chaos({ duplication: 0.3 });
  const { findings } = await search(integrated, { seeds: { first: 1, last: 12 }, faults });
  expect(findings).toEqual([]);
  const { outcome, report } = await run(integrated, { seed: 9, faults });
  expect(outcome).toBe('completed');
  expect(report).toMatchObject({ decisions: DECISIONS, published: DECISIONS });
});

describe('the pipeline', () => {
  const releaseMs = async (params: IntegratedParams) =>
    (await runIntegrated({ only: 'foaf,org', hives: 40, ...params })).metrics.releaseMs.mean!;

  test('is done sooner with stages side by side than one at a time', async () => {
    expect(await releaseMs({ mode: 'batched' })).toBeLessThan(
      0.85 * (await releaseMs({ mode: 'sequential' })),
    );
  });

  test('takes the sum of its six stages, and their messages, one at a time', async () => {
    const stageMs = 1_000;
    const sumMs = await releaseMs({ mode: 'sequential', stageMs });
    // The standard error of the mean of 40 sums of six gamma times of shape 4 is 194 ms.
    expect(Math.abs(sumMs - 6 * stageMs)).toBeLessThan(3 * 194);
  });

  test('makes no difference to what is published, however artifacts are written down', async () => {
    const actions = async (artifacts: 'json' | 'binary') =>
      (await runIntegrated({ artifacts })).report!.actions;
    expect(await actions('binary')).toEqual(await actions('json'));
  });
});

test('more workers make tasks wait less', async () => {
  const waitMs = async (workers: number) => (await runIntegrated({ workers })).metrics.waitMs.mean!;
  expect(await waitMs(16)).toBeLessThan(await waitMs(2));
});

test('what the swarm gets done is counted: each task once, merges, conflicts, and who waits', async () => {
  const { metrics } = await runIntegrated({ workers: 2 });
  expect(metrics.tasksProcessed).toBe(DECISIONS + STAGES);
  expect(metrics.merges).toBeGreaterThan(0);
  expect(metrics.conflictRatio).toBeCloseTo(
    metrics.conflicts! / (metrics.conflicts! + DECISIONS),
    12,
  );
  // All tasks come at once, and the first leave at once.
  expect(metrics.queueDepthOverTime.max).toBe(DECISIONS);
  expect(metrics.queueDepth).toBeGreaterThan(0);
});

// Little's law of a whole run: the mean depth times its length is what all tasks have waited.
test('how many tasks wait agrees with how long each has waited', async () => {
  const { metrics, simulatedMs } = await runIntegrated({ workers: 2 });
  const waitedMs = metrics.waitMs.mean! * metrics.waitMs.count;
  const { everyMs, means } = metrics.queueDepthOverTime;
  expect(metrics.queueDepth * simulatedMs).toBeCloseTo(waitedMs, 6);
  // Nobody waits any more in the last stretch, which is a shorter one.
  expect(everyMs * means.reduce((sum, mean) => sum + mean, 0)).toBeCloseTo(waitedMs, 6);
});

test('both engines come to the same, to the hash', async () => {
  const hashes: string[] = [];
  for (const engine of ['compiled', 'xstate'] as const) {
    hashes.push((await run(integrated, { seed: 7, engine, params: { hives: 2 } })).traceHash);
  }
  expect(hashes[0]).toBe(hashes[1]);
});
