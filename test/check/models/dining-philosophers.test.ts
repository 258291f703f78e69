import { check } from 'statehive';
import { diningPhilosophers } from 'statehive/simulations';
import { expect, test } from 'vitest';
import { verdictsOf } from './verdicts.ts';

test.each([2, 3, 4])('%i philosophers who are alike come to a deadlock', async (philosophers) => {
  const { counterexamples } = await check(diningPhilosophers, { params: { philosophers } });
  const deadlock = counterexamples.find(({ kind }) => kind === 'deadlock');
  // Each gets hungry, asks for a fork, gets it, and asks for the one that its neighbour has.
  expect(deadlock?.steps).toHaveLength(4 * philosophers);
});

test.each([2, 3, 4])('%i of whom one is left-handed all eat', async (philosophers) => {
  const result = await check(diningPhilosophers, { params: { philosophers, leftHanded: 1 } });
  expect(result).toMatchObject({ outcome: 'complete', counterexamples: [] });
  expect(verdictsOf(result)).toMatchObject({ 'everybody has eaten': 'held' });
});

test('a table of left-handed ones is no better than one of right-handed', async () => {
  const result = await check(diningPhilosophers, { params: { leftHanded: 3 } });
  expect(verdictsOf(result)).toMatchObject({ 'everybody has eaten': 'violated' });
});
