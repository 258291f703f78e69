import { check, run } from 'statehive';
import { workStealing } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';

const SEEDS = 10;

/** The means of the units of time and of the attempts to steal, over ten seeds. */
async function means(shape: 'tree' | 'comb', workers: number, depth: number) {
  let [units, attempts, threads] = [0, 0, 0];
  // What is asked after each step is not what is measured.
  const bare = { ...workStealing, properties: {} };
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { metrics, report } = await run(bare, { params: { shape, workers, depth }, seed });
    units += metrics.units! / SEEDS;
    attempts += metrics.attempts / SEEDS;
    threads = report!.threads;
  }
  return { units, attempts, threads };
}

describe('work that is stolen', () => {
  test('by nobody takes as many units of time as there are threads', async () => {
    expect(await means('tree', 1, 8)).toMatchObject({ threads: 255, attempts: 0 });
    expect((await means('tree', 1, 8)).units).toBeCloseTo(255, 9);
  });

  // Blumofe and Leiserson, 1999: T1 / P + O(Tinf) on average. The constant is measured: below 2.5 here.
  test.each([
    ['tree', 2, 9],
    ['tree', 4, 9],
    ['tree', 8, 9],
    ['tree', 16, 9],
    ['tree', 32, 9],
    ['comb', 2, 16],
    ['comb', 8, 16],
    ['comb', 32, 16],
  ] as const)(
    'of a %s by %i workers, %i deep, takes T1 / P + O(Tinf)',
    async (shape, workers, depth) => {
      const { units, threads, attempts } = await means(shape, workers, depth);
      expect(units).toBeGreaterThanOrEqual(Math.max(threads / workers, depth));
      expect(units).toBeLessThan(threads / workers + 2.5 * depth);
      // And O(P Tinf) attempts to steal.
      expect(attempts).toBeLessThan(2.5 * workers * depth);
    },
  );

  test('is shared: no worker of eight has executed twice its share', async () => {
    const { report } = await run(workStealing, { seed: 7, params: { depth: 10 } });
    for (const executed of report!.executedBy) {
      expect(executed).toBeGreaterThan(1_023 / 16);
      expect(executed).toBeLessThan(1_023 / 4);
    }
  });
});

test('what a worker has is lost when it crashes', async () => {
  const { violations } = await run(workStealing, { seed: 7, params: { failures: 1 } });
  expect(violations).toMatchObject([{ property: 'all threads are executed' }]);
});

test('in any order of steals and threads of two workers, no thread is executed twice', async () => {
  const executed: typeof workStealing.properties = {
    always: workStealing.properties?.always ?? {},
    sometimes: {
      'all are executed': ({ actors }) => actors.executed() === actors.threads,
    },
  };
  const world = { ...workStealing, properties: executed };
  const { properties, isComplete } = await check(world, { params: { workers: 2, depth: 3 } });
  expect(isComplete).toBe(true);
  expect(properties.map(({ verdict }) => verdict)).toEqual(['held', 'reached']);
});
