import { expect, test } from 'vitest';
import { runSuites } from '../../bench/runner/run-suites.ts';
import { swarmSuite } from '../../bench/swarm.ts';

const quickRun = () => runSuites([swarmSuite], { effort: 'quick' });

test('the swarm suite runs in small, and comes to the same each time', async () => {
  const [first, second] = [await quickRun(), await quickRun()];
  const hashes = ({ suites }: typeof first) =>
    suites[0]!.scenarios.map(({ name, cases }) => [name, cases.map(({ hash }) => hash)]);
  expect(hashes(first).map(([name]) => name)).toEqual([
    'pipeline_execution',
    'dependency_resolution',
    'concurrent_execution',
    'semaphore_coordination',
    'timeout_overhead',
    'artifact_conversion',
    'swarm_memory_allocation',
  ]);
  expect(hashes(second)).toEqual(hashes(first));
});
