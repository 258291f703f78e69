import { check } from 'statehive';
import { bakery, dekker, peterson } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import { verdictsOf } from './verdicts.ts';

const works = {
  'one at most is inside': 'held',
  'one is inside': 'reached',
  'all come to rest': 'held',
};

describe("Peterson's algorithm", () => {
  test('excludes, and lets each in that tries', async () => {
    const result = await check(peterson);
    expect(verdictsOf(result)).toEqual(works);
  });

  test('lets both in when the turn is given away before the flag is up', async () => {
    const result = await check(peterson, { params: { order: 'turn-first' } });
    expect(verdictsOf(result)).toMatchObject({ 'one at most is inside': 'violated' });
  });

  test('waits for ever where a schedule may be unfair', async () => {
    const result = await check(peterson, { fair: false });
    expect(verdictsOf(result)).toEqual({ ...works, 'all come to rest': 'violated' });
  });
});

describe("the ways up to Dekker's algorithm (Dijkstra 1965)", () => {
  test.each([
    ['alternation', 'held', 'violated'],
    ['check-then-set', 'violated', 'held'],
    ['set-then-check', 'held', 'violated'],
    ['back-off', 'held', 'violated'],
    ['dekker', 'held', 'held'],
  ] as const)('%s: exclusion %s, progress %s', async (way, exclusion, progress) => {
    const result = await check(dekker, { params: { way } });
    expect(verdictsOf(result)).toMatchObject({
      'one at most is inside': exclusion,
      'all come to rest': progress,
    });
  });

  test('setting after checking lets both in once both have checked, after 6 steps', async () => {
    const { counterexamples } = await check(dekker, { params: { way: 'check-then-set' } });
    // Each begins, reads that the other's flag is down, and raises its own.
    expect(counterexamples[0]?.steps).toHaveLength(6);
  });

  test('backing off goes round for ever, with both threads moving', async () => {
    const { counterexamples } = await check(dekker, { params: { way: 'back-off' } });
    const { steps, loopsFrom } = counterexamples[0]!;
    const movers = new Set(steps.slice(loopsFrom).map(({ actor }) => actor));
    expect(movers).toEqual(new Set(['thread-0', 'thread-1']));
  });
});

describe("Lamport's bakery", () => {
  test.each([
    { threads: 2, entries: 2 },
    { threads: 3, entries: 1 },
  ])('excludes $threads threads, and lets each in that draws', async (params) => {
    expect(verdictsOf(await check(bakery, { params }))).toEqual(works);
  });

  test('lets two in when nobody waits for those who are drawing', async () => {
    const result = await check(bakery, { params: { waitsForChoosing: false } });
    expect(verdictsOf(result)).toMatchObject({ 'one at most is inside': 'violated' });
  });
});
