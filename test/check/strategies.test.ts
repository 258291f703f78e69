import { check, defineSimulation, exponential, replay, sample } from 'statehive';
import { increment, twoPhaseCommit } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import { setup } from 'xstate';
import { z } from 'zod';

describe('random behaviours', () => {
  const ways = { strategy: 'random', limits: { walks: 200 } } as const;

  test('reach what can be reached, and prove nothing', async () => {
    const result = await check(twoPhaseCommit, ways);
    expect(result).toMatchObject({ outcome: 'limit', isComplete: false });
    expect(result.reason).toBe('200 random behaviours were followed');
    const verdicts = result.properties.map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['pending', 'reached', 'reached']);
  });

  test('find a violation that replays', async () => {
    const { counterexamples } = await check(increment, { ...ways, stopAtViolation: true });
    expect(replay(increment, {}, counterexamples[0]!).isViolated).toBe(true);
  });

  test('are the same with the same seed, and others with another', async () => {
    const few = { ...ways, limits: { walks: 2 }, params: { managers: 6 } };
    const uniqueWith = async (seed: number) =>
      (await check(twoPhaseCommit, { ...few, seed })).unique;
    expect(await uniqueWith(7)).toBe(await uniqueWith(7));
    const seeds = [1, 2, 3, 4, 5, 6];
    expect(new Set(await Promise.all(seeds.map(uniqueWith))).size).toBeGreaterThan(1);
  });
});

describe('states remembered by a few bits', () => {
  test('are as many as there are, given enough of them, with the chance to have left one out', async () => {
    const result = await check(twoPhaseCommit, { params: { managers: 5 }, bitState: 8_000_000 });
    expect(result).toMatchObject({ unique: 8_832, isComplete: false });
    expect(result.omission?.probability).toBeGreaterThan(0);
    expect(result.omission?.probability).toBeLessThan(1e-6);
    expect(result.reason).toContain('which happens with a chance of up to');
  });

  test('are fewer when they do not suffice, and the chance is great', async () => {
    const result = await check(twoPhaseCommit, { params: { managers: 5 }, bitState: 1_024 });
    expect(result.unique).toBeLessThan(8_832);
    expect(result.omission?.probability).toBeGreaterThan(0.1);
  });

  test('still give a counterexample that replays', async () => {
    const { counterexamples } = await check(increment, { bitState: 64_000 });
    expect(replay(increment, {}, counterexamples[0]!).isViolated).toBe(true);
  });

  test('go depth first alone', async () => {
    await expect(check(increment, { bitState: 64_000, strategy: 'bfs' })).rejects.toThrow(
      /leave out the strategy/,
    );
  });
});

test('memory can be bounded as well as states, and what was covered is told', async () => {
  const limits = [{ bytes: 50_000 }, { states: 500 }];
  for (const limit of limits) {
    const result = await check(twoPhaseCommit, { params: { managers: 6 }, limits: limit });
    expect(result).toMatchObject({ outcome: 'limit', isComplete: false });
    expect(result.reason).toBe(`the bound of ${Object.keys(limit)[0]} was met`);
    expect(result.unique).toBeGreaterThan(100);
  }
});

const alarm = setup({
  types: { context: {} as { afterMs: number }, input: {} as { afterMs: number } },
  delays: {
    alarm: ({ context }) =>
      context.afterMs > 0 ? context.afterMs : sample(exponential({ mean: 1 })),
  },
}).createMachine({
  id: 'alarm',
  context: ({ input }) => input,
  initial: 'first',
  states: { first: { after: { alarm: 'second' } }, second: { after: { alarm: 'rung' } }, rung: {} },
});

const alarms = (...delaysMs: readonly number[]) =>
  defineSimulation({
    name: 'alarms',
    summary: 'Each rings twice.',
    params: z.object({}),
    compose: ({ swarm }) =>
      delaysMs.map((afterMs, at) => swarm.spawn(alarm, { id: `alarm-${at}`, input: { afterMs } })),
  });

describe('timers', () => {
  test('fire in any order, so that nothing hangs on how fast anybody is', async () => {
    expect((await check(alarms(10, 25))).unique).toBe(9);
  });

  test('by time, only those that are due first do', async () => {
    // At 10, 20, 25 and 50: one after the other.
    expect((await check(alarms(10, 25), { timers: 'by-time' })).unique).toBe(5);
  });

  test('by time, those that are due at once fire in any order', async () => {
    // Both at 10, in either order, then both at 20.
    expect((await check(alarms(10, 10), { timers: 'by-time' })).unique).toBe(7);
  });

  test('by time, a delay that is drawn at random is refused', async () => {
    await expect(check(alarms(0), { timers: 'by-time' })).rejects.toThrow(
      /'alarm-0'.*draws a delay at random. Use a fixed one/,
    );
  });
});
