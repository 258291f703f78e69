import { expect, test } from 'vitest';
import { phold } from '../../bench/phold.ts';

test.each([
  { processes: 1, events: 100, seed: 1 },
  { processes: 2, events: 1_000, seed: 2 },
  { processes: 1_000, events: 20_000, seed: 3 },
  // More entries than the part of the heap that is searched without branches.
  { processes: 40_000, events: 100_000, seed: 4 },
])('the kernel orders PHOLD as a hand-written loop does: $processes processes', (options) => {
  const { kernel, handWritten } = phold(options);
  expect(kernel).toEqual(handWritten);
});

test('PHOLD is a function of its options', () => {
  const options = { processes: 100, events: 1_000, seed: 1 };
  expect(phold(options)).toEqual(phold(options));
  expect(phold({ ...options, seed: 2 }).kernel.hash).not.toBe(phold(options).kernel.hash);
});
