import { run } from 'statehive';
import { foraging } from 'statehive/simulations';
import { expect, test } from 'vitest';

const seeds = [...Array(20).keys()];

test('a run with what another has left finds more, for every seed', async () => {
  for (const seed of seeds.slice(0, 5)) {
    const first = await run(foraging, { seed });
    const second = await run(foraging, { seed: seed + 100, memory: first.remembered! });
    expect(second.metrics.regret).toBeLessThan(first.metrics.regret!);
  }
});

test('a run is given again by its seed and what it was given of runs before', async () => {
  const { remembered } = await run(foraging, { seed: 1 });
  const options = { seed: 2, memory: remembered! };
  const [one, two] = [await run(foraging, options), await run(foraging, options)];
  expect(two.traceHash).toBe(one.traceHash);
  expect(one.memory).toEqual(remembered);
  expect((await run(foraging, { seed: 2 })).traceHash).not.toBe(one.traceHash);
});

test('what foragers leave adds up to all visits of all runs', async () => {
  const first = await run(foraging, { seed: 1 });
  const { remembered } = await run(foraging, { seed: 2, memory: first.remembered! });
  const tallies = [...remembered!.values()] as { visits: number[] }[];
  const visits = tallies.flatMap((tally) => tally.visits).reduce((sum, count) => sum + count);
  expect(visits).toBe(2 * first.metrics.visits);
});

// Auer, Cesa-Bianchi and Fischer 2002, theorem 1: of one player, in the mean over plays.
test('one forager regrets no more than UCB1 may, in the mean over seeds', async () => {
  const sites = [0.3, 0.5, 0.9];
  const visits = 300;
  const params = { foragers: 1, sites, visits };
  const runs = await Promise.all(seeds.map((seed) => run(foraging, { seed, params })));
  const regrets = runs.map(({ metrics }) => metrics.regret!);
  const gaps = sites.map((chance) => 0.9 - chance).filter((gap) => gap > 0);
  const sum = (of: (gap: number) => number) => gaps.reduce((total, gap) => total + of(gap), 0);
  const bound =
    8 * Math.log(visits) * sum((gap) => 1 / gap) + (1 + Math.PI ** 2 / 3) * sum((g) => g);
  const mean = regrets.reduce((total, regret) => total + regret, 0) / regrets.length;
  expect(mean).toBeLessThan(bound);
  // One that chose at random would regret visits * mean gap.
  expect(mean).toBeLessThan((visits * sum((gap) => gap)) / sites.length / 2);
});
