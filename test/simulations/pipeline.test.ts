import { run, script } from 'statehive';
import { pipeline } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';

type PipelineParams = z.input<typeof pipeline.params>;

const runPipeline = (params: PipelineParams = {}, seed = 7) => run(pipeline, { params, seed });
const exact = { service: 'constant', failureProbability: 0, latencyMs: 0, serviceMs: 20 } as const;

describe('with constant times and without failures', () => {
  test.each([
    [3, 1, 20],
    [6, 3, 60],
    [15, 8, 160],
    [15, 15, 300],
  ])(
    '%i stages in %i layers take %i ms when batched: the critical path',
    async (stages, depth, expected) => {
      const { metrics, report } = await runPipeline({ ...exact, stages, depth });
      expect(metrics.endedAtMs).toBe(expected);
      expect(report?.criticalPathMs).toBe(expected);
    },
  );

  test.each([1, 3, 6])(
    '6 stages in %i layers take 120 ms when sequential: the sum',
    async (depth) => {
      const { metrics } = await runPipeline({ ...exact, stages: 6, depth, mode: 'sequential' });
      expect(metrics.endedAtMs).toBe(120);
      expect(metrics.running).toBe(1);
    },
  );
});

test('artifacts are smaller in binary, and the run is the same', async () => {
  const [json, binary] = await Promise.all([
    runPipeline({ artifacts: 'json' }),
    runPipeline({ artifacts: 'binary' }),
  ]);
  expect(binary.report!.artifactBytes).toBeLessThan(json.report!.artifactBytes / 2);
  expect(binary.metrics.endedAtMs).toBe(json.metrics.endedAtMs);
});

test('where artifacts are kept makes no difference to a run', async () => {
  for (const artifacts of ['json', 'binary'] as const) {
    const fresh = await runPipeline({ artifacts, buffers: 'fresh' });
    const pooled = await runPipeline({ artifacts, buffers: 'pooled' });
    expect(pooled.traceHash).toBe(fresh.traceHash);
  }
});

test('attempts that always fail leave the first layer failed and the rest skipped', async () => {
  const { report } = await runPipeline({ failureProbability: 1, stages: 6, depth: 3 });
  expect(report?.outcome).toBe('failed');
  expect(Object.values(report!.stages)).toEqual([
    'failed',
    'failed',
    'skipped',
    'skipped',
    'skipped',
    'skipped',
  ]);
});

test('timeouts that adapt notice lost reports sooner than one fixed for the worst', async () => {
  const faults = [{ kind: 'loss', atMs: 0, probability: 0.1 }] as const;
  const endedAt = async (timeouts: 'fixed' | 'adaptive') => {
    const params = { timeouts, timeoutMs: 1_000, runs: 40, failureProbability: 0 } as const;
    const { metrics } = await run(pipeline, { params, seed: 7, faults: script(faults) });
    return metrics.endedAtMs!;
  };
  expect(await endedAt('adaptive')).toBeLessThan(0.6 * (await endedAt('fixed')));
});

test('more layers than stages are refused', async () => {
  await expect(runPipeline({ stages: 2, depth: 3 })).rejects.toThrow(
    '2 stages cannot be in 3 layers',
  );
});
