import { check } from 'statehive';
import { increment, incrementLock, pingPong, twoPhaseCommit } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';

// Counts by TLC and stateright, and by an independent rebuild of the models.

describe('two-phase commit has as many states as TLC counts', () => {
  test.each([
    [1, 12],
    [2, 56],
    [3, 288],
  ])('with %i managers: %i', async (managers, unique) => {
    const result = await check(twoPhaseCommit, { params: { managers } });
    expect(result).toMatchObject({ unique, outcome: 'complete', isComplete: true });
  });

  test('with 3 managers, of 1,146 generated, on 11 levels', async () => {
    const { generated, depth } = await check(twoPhaseCommit, { params: { managers: 3 } });
    expect({ generated, depth }).toEqual({ generated: 1_146, depth: 11 });
  });
});

describe('threads that increment a number', () => {
  test.each([
    [1, 3],
    [2, 13],
    [3, 84],
  ])('without a lock: %i threads have %i states', async (threads, unique) => {
    const result = await check(increment, { params: { threads } });
    expect(result.unique).toBe(unique);
  });

  test.each([
    [1, 5],
    [2, 17],
    [3, 61],
  ])('with a lock: %i threads have %i states', async (threads, unique) => {
    const result = await check(incrementLock, { params: { threads } });
    expect(result).toMatchObject({ unique, outcome: 'complete' });
  });

  test('lose an increment without a lock as soon as there are two', async () => {
    const { counterexamples } = await check(increment, { params: { threads: 2 } });
    expect(counterexamples).toMatchObject([{ property: 'every write counts' }]);
    // Both read, both write: nothing shorter loses a write.
    expect(counterexamples[0]?.steps).toHaveLength(4);
  });
});

describe('a rally to 5', () => {
  test('has 11 states on a network that loses nothing', async () => {
    expect(await check(pingPong)).toMatchObject({ unique: 11, outcome: 'complete' });
  });

  test.each([
    [1, 14],
    [5, 4_094],
  ])('to %i has %i states on one that loses and duplicates', async (max, unique) => {
    const world = { network: 'duplicating', lossy: true, remembersLast: true } as const;
    const result = await check(pingPong, { params: { max }, ...world });
    expect(result.unique).toBe(unique);
  });
});
