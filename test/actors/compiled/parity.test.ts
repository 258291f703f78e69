import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile } from '../../../src/actors/compiled/compile.ts';
import { type Engine, findDivergence } from './divergence.ts';
import { journalLogic } from './journal-logic.ts';

/** How many random machines both engines must agree on. */
const MACHINE_COUNT = 10_000;

/** What goes through the journal is the same code, but for the order of its effects. */
const JOURNALED_MACHINE_COUNT = 1_000;

const tape = fc.array(fc.nat(999), { maxLength: 1_000, size: 'max' });
const script = fc.array(fc.tuple(fc.nat(20), fc.constantFrom(0, 0, 5, 12)), {
  minLength: 1,
  maxLength: 12,
});

// XState's development build warns of much that random machines do, and printing that takes minutes.
const { warn } = console;
beforeAll(() => {
  console.warn = () => {};
});
afterAll(() => {
  console.warn = warn;
});

function expectAgreement(numRuns: number, engine: Engine): void {
  const agrees = fc.property(tape, script, (numbers, events) => {
    expect(findDivergence(numbers, events, engine)).toBeUndefined();
  });
  fc.assert(agrees, { numRuns });
}

test('a compiled machine does at each step exactly what XState does', { timeout: 600_000 }, () => {
  expectAgreement(MACHINE_COUNT, compile);
});

test('a journal performs effects in the order in which XState does', { timeout: 120_000 }, () => {
  expectAgreement(JOURNALED_MACHINE_COUNT, journalLogic);
});
