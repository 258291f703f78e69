import { expect, test } from 'vitest';
import { Contest } from '../../bench/engines/contest.ts';
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

test('ways that come to different results are refused', async () => {
  const contest = new Contest([
    { name: 'right', run: () => ({ checksum: '2' }) },
    { name: 'wrong', run: async () => ({ checksum: '3' }) },
  ]);
  await expect(contest.round()).rejects.toThrow("'wrong' came to checksum 3, another way to 2");
});

test('ways take turns at being first, and are tidied up after', async () => {
  const done: string[] = [];
  const way = (name: string) => ({
    name,
    run() {
      done.push(name);
      return { checksum: '', tidy: () => void done.push(`${name} tidied`) };
    },
  });
  const contest = new Contest([way('a'), way('b')]);
  await contest.round();
  expect(Object.keys((await contest.round()).wallMs!)).toEqual(['a', 'b']);
  const [first, second] = [
    ['a', 'a tidied', 'b', 'b tidied'],
    ['b', 'b tidied', 'a', 'a tidied'],
  ];
  expect(done).toEqual([...first, ...second]);
});
