import { defineSimulation, type RunOptions, run } from 'statehive';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ticker } from './ticker.ts';

const params = z.object({
  never: z.number().default(Number.POSITIVE_INFINITY),
  goal: z.number().default(3),
  withinMs: z.number().default(30),
  over: z.number().default(Number.POSITIVE_INFINITY),
});

/** Ticks at 10, 20, 30, … ms. */
const ticking = defineSimulation({
  name: 'ticking',
  summary: 'It ticks.',
  params,
  compose: ({ swarm, params: { withinMs } }) => ({
    ticker: swarm.spawn(ticker, { input: {} }),
    withinMs,
  }),
  properties: {
    always: { 'ticks are counted': ({ actors }) => ticksOf(actors) >= 0 },
    never: { 'too many': ({ actors, params: { never } }) => ticksOf(actors) >= never },
    sometimes: { 'the goal': ({ actors, params: { goal } }) => ticksOf(actors) === goal },
  },
  until: ({ actors, params: { over } }) => ticksOf(actors) >= over,
});

function ticksOf(actors: { ticker: { getSnapshot(): { context: { ticks: number } } } }): number {
  return actors.ticker.getSnapshot().context.ticks;
}

const hurried = (withinMs: number) => ({
  ...ticking,
  properties: {
    eventually: {
      'the goal': {
        withinMs,
        holds: ({ actors, params: { goal } }: Parameters<NonNullable<typeof ticking.until>>[0]) =>
          ticksOf(actors) >= goal,
      },
    },
  },
});

const upTo = (simulatedMs: number, given: RunOptions<typeof params>['params'] = {}) =>
  ({ seed: 1, limits: { simulatedMs }, params: given }) as const;

const verdicts = ({ properties }: { properties: readonly { name: string; verdict: string }[] }) =>
  Object.fromEntries(properties.map(({ name, verdict }) => [name, verdict]));

test('properties that nothing breaks are held, with their kinds, in order', async () => {
  const { properties, outcome } = await run(ticking, upTo(50));
  expect(outcome).toBe('limit');
  expect(properties).toEqual([
    { name: 'ticks are counted', kind: 'always', verdict: 'held' },
    { name: 'too many', kind: 'never', verdict: 'held' },
    { name: 'the goal', kind: 'sometimes', verdict: 'reached' },
  ]);
});

test('what must never be ends the run at the first step after which it is', async () => {
  const result = await run(ticking, upTo(50, { never: 2 }));
  expect(result).toMatchObject({ outcome: 'violated', simulatedMs: 20 });
  expect(result.reason).toBe("property 'too many' did not hold");
  expect(verdicts(result)['too many']).toBe('violated');
});

test('a property can say why it does not hold, and the violation tells', async () => {
  const few = ({ actors }: { actors: Parameters<typeof ticksOf>[0] }) => {
    const ticks = ticksOf(actors);
    return { holds: ticks < 2, explanation: [`there were ${ticks} ticks`] };
  };
  const talking = { ...ticking, properties: { always: { few } } };
  const { violations } = await run(talking, upTo(100));
  expect(violations).toMatchObject([{ property: 'few', explanation: ['there were 2 ticks'] }]);
});

test('what is not reached sometimes fails no run', async () => {
  const result = await run(ticking, upTo(25));
  expect(result).toMatchObject({ outcome: 'limit', violations: [] });
  expect(verdicts(result)['the goal']).toBe('not reached');
});

describe('what must come to hold', () => {
  test('is held once it does, at the last moment too', async () => {
    expect(verdicts(await run(hurried(30), upTo(100)))).toEqual({ 'the goal': 'held' });
  });

  test('is violated when its time is over, and the run ends', async () => {
    const result = await run(hurried(25), upTo(100));
    // Noticed at the first step after it.
    expect(result).toMatchObject({ outcome: 'violated', simulatedMs: 30 });
    expect(result.violations).toMatchObject([
      { property: 'the goal', kind: 'eventually', step: 4, atMs: 25, envelope: undefined },
    ]);
  });

  test('is pending when the run is stopped before', async () => {
    const result = await run(hurried(30), upTo(25));
    expect([result.outcome, verdicts(result)]).toEqual(['limit', { 'the goal': 'pending' }]);
  });

  test('is violated when the run stops with its time over', async () => {
    expect((await run(hurried(25), upTo(29))).outcome).toBe('violated');
  });

  test('is violated when the run ends by itself before', async () => {
    const result = await run(hurried(1_000), upTo(100, { over: 2 }));
    expect(result).toMatchObject({ outcome: 'violated', simulatedMs: 20 });
  });

  test('must do so within a time that is more than none', async () => {
    await expect(run(hurried(0), upTo(1))).rejects.toThrow(
      "Property 'the goal' must hold within a time > 0 ms, not 0.",
    );
  });
});
