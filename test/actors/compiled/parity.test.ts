import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findDivergence } from './divergence.ts';

/** How many random machines both engines must agree on. */
const MACHINE_COUNT = 10_000;

test('a compiled machine does at each step exactly what XState does', { timeout: 300_000 }, () => {
  const tape = fc.array(fc.nat(999), { maxLength: 1_000, size: 'max' });
  const script = fc.array(fc.tuple(fc.nat(20), fc.constantFrom(0, 0, 5, 12)), {
    minLength: 1,
    maxLength: 12,
  });
  const agrees = fc.property(tape, script, (numbers, events) => {
    expect(findDivergence(numbers, events)).toBeUndefined();
  });
  fc.assert(agrees, { numRuns: MACHINE_COUNT });
});
