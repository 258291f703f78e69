import { chaos, check, run } from 'statehive';
import { describe, expect, test } from 'vitest';
import { oneRegister } from './one-register.ts';

// The single-copy register of stateright (J. Nadal), whose counts these are.
describe('every behaviour of clients that write and then read', () => {
  test.each([
    [1, 5],
    [2, 93],
  ])('of one server, by %i clients, is linearizable, in %i states', async (clients, unique) => {
    const result = await check(oneRegister, { params: { servers: 1, clients } });
    expect(result).toMatchObject({ outcome: 'complete', unique });
  });

  test('of two servers is not: the shortest shows it in 4 deliveries', async () => {
    const { counterexamples } = await check(oneRegister, { params: { servers: 2, clients: 2 } });
    expect(counterexamples).toMatchObject([{ property: 'linearizable' }]);
    expect(counterexamples[0]?.steps).toHaveLength(4);
    expect(counterexamples[0]?.explanation).toContain(
      'The register is then "A", and nothing can come next:',
    );
  });
});

test('a run says why what its clients saw is not linearizable', async () => {
  const { violations } = await run(oneRegister, { params: { servers: 2, clients: 2 }, seed: 7 });
  expect(violations).toMatchObject([{ property: 'linearizable', kind: 'always' }]);
  expect(violations[0]?.explanation).toContain('  1. client-0: write("A")');
});

test('a client whose answer is lost leaves its operation open', async () => {
  const faults = chaos({ loss: 0.5, untilMs: 10 });
  const seeds = Array.from({ length: 20 }, (_, seed) => seed);
  const outcomes = await Promise.all(
    seeds.map((seed) => run(oneRegister, { params: { clients: 3 }, seed, faults })),
  );
  expect(outcomes.some(({ lost }) => lost > 0)).toBe(true);
  expect(outcomes.flatMap(({ violations }) => violations)).toEqual([]);
});
