import { expect, test } from 'vitest';
import { engines } from '../../bench/engines.ts';
import { runSuites } from '../../bench/runner/run-suites.ts';

const quickRun = () => runSuites([engines], { effort: 'quick' });

test('the engines suite runs in small, and comes to the same each time', async () => {
  const [first, second] = [await quickRun(), await quickRun()];
  const hashes = ({ suites }: typeof first) =>
    suites[0]!.scenarios.map(({ name, cases }) => [name, cases.map(({ hash }) => hash)]);
  expect(hashes(first).map(([name]) => name)).toEqual([
    'one_event',
    'spawning',
    'memory',
    'ping_pong',
    'under_create_actor',
    'whole_swarms',
  ]);
  expect(hashes(second)).toEqual(hashes(first));
});

test('the engines suite sets XState, nact and a loop written by hand beside compiled swarms', async () => {
  const { suites } = await quickRun();
  const [, spawning, , pingPong] = suites[0]!.scenarios;
  for (const { cases, comparisons } of [spawning!, pingPong!]) {
    expect(cases[0]!.figures.map(({ name }) => name)).toEqual([
      'all ways',
      'compiled swarm',
      'xstate swarm',
      'xstate',
      'nact',
      'hand-written',
    ]);
    expect(new Set(comparisons.map(({ beside }) => beside))).toEqual(
      new Set(['xstate swarm', 'xstate', 'nact', 'hand-written']),
    );
  }
});
