import { check } from 'statehive';
import { alternatingBit } from 'statehive/simulations';
import { expect, test } from 'vitest';
import { verdictsOf } from './verdicts.ts';

const right = 'what is delivered was sent, in order and once';

test('the alternating bit delivers in order and once, over links that lose and double', async () => {
  const result = await check(alternatingBit);
  expect(verdictsOf(result)).toEqual({ [right]: 'held', 'all is delivered': 'reached' });
});

test('it never comes to the end without sending again, once a packet is lost', async () => {
  const faults = { losses: 1 };
  const result = await check(alternatingBit, { params: { retries: 0 }, faults, deadlock: true });
  expect(result.counterexamples).toMatchObject([{ kind: 'deadlock' }]);
});

test('without the bit, what comes twice is delivered twice', async () => {
  const { counterexamples } = await check(alternatingBit, { params: { usesBit: false } });
  expect(counterexamples).toMatchObject([{ property: right }]);
  // The packet is sent, and comes twice.
  expect(counterexamples[0]?.steps).toHaveLength(3);
});

test('without the bit, one that is sent again though it came is delivered twice', async () => {
  const params = { usesBit: false };
  const result = await check(alternatingBit, { params, faults: { losses: 1 } });
  expect(verdictsOf(result)).toMatchObject({ [right]: 'violated' });
});

test('where packets overtake each other, the bit is not enough', async () => {
  const result = await check(alternatingBit, { network: 'unordered' });
  expect(verdictsOf(result)).toMatchObject({ [right]: 'violated' });
});
