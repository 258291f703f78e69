import { run, script } from 'statehive';
import { swarm } from 'statehive/simulations';
import { expect, test } from 'vitest';
import type { z } from 'zod';

type SwarmParams = z.input<typeof swarm.params>;

const runSwarm = (params: SwarmParams = {}, seed = 7) => run(swarm, { params, seed });

test('all hives decide, and all pipelines run, never more than there are permits', async () => {
  const { outcome, report, metrics, properties } = await runSwarm();
  expect(outcome).toBe('completed');
  expect(properties.map(({ verdict }) => verdict)).toEqual(['held', 'held']);
  // The well-known packs have 43 class and 29 property conflicts.
  expect(report?.decisions).toEqual([72, 72, 72]);
  expect(report?.pipelines).toHaveLength(8);
  expect(metrics.stagesProcessed).toBe(48);
});

test('fewer permits make pipelines wait longer', async () => {
  const waitMs = async (permits: number) =>
    (await runSwarm({ permits, hives: 0 })).metrics.permitWaitMs.mean!;
  expect(await waitMs(1)).toBeGreaterThan(2 * (await waitMs(4)));
});

// Little's law of the whole run: what stood in the queue, by time, is what all have waited in it.
test('who waits for a permit, over time, is what all have waited together', async () => {
  const { pipelinesWaitingOverTime, permitWaitMs } = (await runSwarm({ hives: 0 })).metrics;
  const { everyMs, means, max } = pipelinesWaitingOverTime;
  const area = everyMs * means.slice(0, -1).reduce((sum, mean) => sum + mean, 0);
  // Asking and granting are on their way for a mean of 1 ms each.
  expect(area).toBeLessThan(permitWaitMs.mean! * permitWaitMs.count);
  expect(area).toBeGreaterThan((permitWaitMs.mean! - 6) * permitWaitMs.count);
  expect(max).toBe(5);
});

test('a pipeline that crashes does not keep its permit from the others', async () => {
  const params = { hives: 0, permits: 1, pipelines: 3, failureProbability: 0 };
  const crash = { kind: 'crash', atMs: 20, actor: 'permit-holder-0' } as const;
  const { properties, report } = await run(swarm, { params, seed: 7, faults: script([crash]) });
  expect(properties.map(({ verdict }) => verdict)).toEqual(['held', 'held']);
  expect(report?.pipelines.filter((outcome) => outcome === 'done').length).toBeGreaterThan(1);
});
