import { expect, test } from 'vitest';
import { draw } from '../../bench/phold/draws.ts';
import { startHandWritten } from '../../bench/phold/hand-written.ts';
import { runSuites } from '../../bench/runner/run-suites.ts';
import { SwarmLoop } from '../../bench/scale/swarm-loop.ts';
import { scaleSuite } from '../../bench/scale.ts';

const quickRun = () => runSuites([scaleSuite], { effort: 'quick' });

test('the scale suite runs in small, and comes to the same each time', async () => {
  const [first, second] = [await quickRun(), await quickRun()];
  const hashes = ({ suites }: typeof first) =>
    suites[0]!.scenarios.map(({ name, cases }) => [name, cases.map(({ hash }) => hash)]);
  expect(hashes(first).map(([name]) => name)).toContain('phold');
  expect(hashes(second)).toEqual(hashes(first));
});

test.each([
  { actors: 1, events: 100, seed: 1 },
  { actors: 2, events: 1_000, seed: 2 },
  { actors: 3_000, events: 10_000, seed: 3 },
])('a swarm orders PHOLD as a hand-written loop does: $actors actors', async (options) => {
  const { actors: processes, events: count, seed } = options;
  const population = draw({ processes, count: processes, seed });
  const draws = draw({ processes, count, seed: seed + 1 });
  const handWritten = startHandWritten(population);
  const swarm = new SwarmLoop(population);
  for (let block = 0; block < 3; block++) {
    const hash = handWritten.run(draws);
    expect(await swarm.run(draws, handWritten.nowMs)).toBe(hash);
  }
});

test('a swarm that takes other than as many jobs as there are draws is refused', async () => {
  const population = draw({ processes: 10, count: 10, seed: 1 });
  const swarm = new SwarmLoop(population);
  await expect(swarm.run(population, 0)).rejects.toThrow('The swarm took 0 jobs, not 10.');
});
