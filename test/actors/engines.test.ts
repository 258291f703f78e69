import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plans, play } from './engines/random-swarm.ts';

// XState's development build warns of events to actors that have ended, which these swarms send.
const { warn } = console;
beforeAll(() => {
  console.warn = () => {};
});
afterAll(() => {
  console.warn = warn;
});

test('random swarms do the same under both engines', { timeout: 120_000 }, async () => {
  const agree = fc.asyncProperty(plans, async (plan) => {
    expect(await play(plan, 'compiled')).toEqual(await play(plan, 'xstate'));
  });
  await fc.assert(agree, { numRuns: 500 });
});
