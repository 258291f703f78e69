import { expect, test } from 'vitest';
import { sizesOf } from '../../bench/runner/sizes.ts';
import { suites } from '../../bench/suites.ts';

const scenariosOf = (suite: string) => suites.find(({ name }) => name === suite)!.scenarios;

test('the hive has seven scenarios', () => {
  expect(scenariosOf('hive').map(({ name }) => name)).toEqual([
    'consensus_latency',
    'agent_spawning',
    'conflict_detection',
    'configuration_analysis',
    'parallel_agents',
    'memory_overhead',
    'orchestration_throughput',
  ]);
});

test.each([
  ['swarm', 'pipeline_execution', { stages: [3, 6, 10, 15] }],
  ['swarm', 'dependency_resolution', { depth: [2, 4, 6, 8] }],
  ['swarm', 'concurrent_execution', { pipelines: [2, 5, 10, 20] }],
  ['swarm', 'semaphore_coordination', { permits: [5, 10, 20, 50] }],
  ['swarm', 'timeout_overhead', { timeoutMs: [10, 50, 100, 500] }],
  ['swarm', 'artifact_conversion', { records: [10, 50, 100, 200] }],
  ['swarm', 'swarm_memory_allocation', { pipelines: [10, 50, 100, 200] }],
  ['primitives', 'snapshot_reads', { readers: [10, 50, 100, 500, 1_000] }],
  ['primitives', 'snapshot_writes', { writes: [10, 50, 100, 200] }],
  ['primitives', 'commutative_aggregation', { proposals: [10, 50, 100, 500] }],
  ['primitives', 'conditional_aggregation', { proposals: [10, 50, 100, 200] }],
  ['primitives', 'priority_scheduling', { tasks: [10, 50, 100, 500, 1_000] }],
  ['primitives', 'scheduler_queue_depth', { tasks: [100, 500, 1_000, 5_000] }],
  ['primitives', 'conflict_detection', { proposals: [10, 50, 100, 500] }],
  ['primitives', 'proposal_merging', { proposals: [2, 5, 10, 20] }],
  ['primitives', 'scheduling_hint_sorting', { hints: [100, 500, 1_000, 5_000] }],
  ['primitives', 'integrated', { hives: [10, 50, 100] }],
])('%s has %s, of these sizes', (suite, name, sizes) => {
  const scenario = scenariosOf(suite).find((each) => each.name === name);
  expect(scenario && sizesOf(scenario)).toMatchObject(sizes);
});
