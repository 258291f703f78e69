import { map, throwError } from 'rxjs';
import { count, defineSimulation, final, run, timeAverage } from 'statehive';
import { describe, expect, test } from 'vitest';
import { setup } from 'xstate';
import { z } from 'zod';
import { ticker } from './ticker.ts';

const listener = setup({}).createMachine({ id: 'listener' });
const named = { name: 'ticking', summary: 'It ticks.', params: z.object({}) };

const endless = defineSimulation({
  ...named,
  compose: ({ swarm }) => swarm.spawn(ticker, { input: {} }),
  measure: ({ swarm, actors }) => ({
    ticks: count(swarm.emitted(actors, 'ticked')),
    level: timeAverage(swarm.emitted(actors, 'ticked').pipe(map(({ n }) => n))),
  }),
  report: ({ actors }) => ({ ticks: actors.getSnapshot().context.ticks }),
});

describe('a run is completed', () => {
  test('when nothing is left to happen', async () => {
    const simulation = defineSimulation({
      ...named,
      compose: ({ swarm }) => void swarm.spawn(listener),
    });
    const result = await run(simulation, { seed: 1 });
    expect(result).toMatchObject({ outcome: 'completed', events: 1, simulatedMs: 0 });
    expect(result.reason).toBe('nothing was left to happen');
  });

  test('when until says so', async () => {
    const until = ({ actors }: { actors: { getSnapshot(): { context: { ticks: number } } } }) =>
      actors.getSnapshot().context.ticks === 3;
    const result = await run({ ...endless, until }, { seed: 1 });
    expect(result).toMatchObject({ outcome: 'completed', simulatedMs: 30, report: { ticks: 3 } });
  });
});

describe('a runaway swarm stops at a limit', () => {
  test('of events', async () => {
    const result = await run(endless, { seed: 1, limits: { events: 5 } });
    expect(result).toMatchObject({ outcome: 'limit', events: 5, metrics: { ticks: 4 } });
    expect(result.reason).toMatch(/^stopped after 5 events at 40 simulated ms/);
  });

  test('of simulated time, which then has passed in full', async () => {
    const result = await run(endless, { seed: 1, limits: { simulatedMs: 25 } });
    expect(result).toMatchObject({ outcome: 'limit', simulatedMs: 25, report: { ticks: 2 } });
    expect(result.reason).toBe('stopped at 25 simulated ms');
    // 0 for 10 ms, 1 for 10 ms, 2 for 5 ms: an average over all of the 25 ms.
    expect(result.metrics.level).toBe((0 * 10 + 1 * 10 + 2 * 5) / 25);
  });

  test('of wall time', async () => {
    const result = await run(endless, { seed: 1, limits: { wallMs: 60 } });
    expect(result.outcome).toBe('limit');
    expect(result.reason).toBe('stopped after 60 wall ms');
    expect(result.wallMs).toBeGreaterThan(60);
  });

  test('that the simulation sets, and the run overrides', async () => {
    const limited = { ...endless, limits: { events: 9 } };
    expect((await run(limited, { seed: 1 })).events).toBe(9);
    expect((await run(limited, { seed: 1, limits: { events: 4 } })).events).toBe(4);
  });
});

describe('a run is violated', () => {
  test('by the first step after which a property does not hold', async () => {
    const simulation = defineSimulation({
      ...named,
      compose: ({ swarm }) => swarm.spawn(ticker, { input: {} }),
      properties: {
        always: { 'ticks below 3': ({ actors }) => actors.getSnapshot().context.ticks < 3 },
      },
    });
    const result = await run(simulation, { seed: 1 });
    expect(result.reason).toBe("property 'ticks below 3' did not hold");
    // The start is the first step, each tick one more; a timer is no envelope.
    const violation = {
      property: 'ticks below 3',
      kind: 'always',
      step: 4,
      atMs: 30,
      envelope: undefined,
      explanation: [],
    };
    expect(result).toMatchObject({ outcome: 'violated', violations: [violation] });
  });

  test('and tells the envelope whose delivery did it', async () => {
    const simulation = defineSimulation({
      ...named,
      compose: ({ swarm }) => {
        const peer = swarm.spawn(listener);
        swarm.spawn(ticker, { input: { peer: peer as never } });
        const heard: unknown[] = [];
        swarm.transitions$.subscribe(({ actor, event }) => {
          if (actor === 'listener' && event.type === 'TICK') heard.push(event);
        });
        return heard;
      },
      properties: { always: { silence: ({ actors }) => actors.length === 0 } },
    });
    const { violations } = await run(simulation, { seed: 1 });
    const envelope = { from: 'ticker', to: 'listener', event: { type: 'TICK', n: 1 } };
    expect(violations).toMatchObject([{ envelope: { ...envelope, sentAtMs: 10, dueAtMs: 10 } }]);
  });
});

describe('a run has failed', () => {
  const failing = (throwsAt: number) =>
    defineSimulation({
      ...named,
      compose: ({ swarm }) => swarm.spawn(ticker, { input: { throwsAt } }),
      measure: ({ swarm }) => ({ emissions: count(swarm.emissions$) }),
      report: () => 'a report',
      product: () => 'a product',
    });

  test('when an actor throws, and keeps its metrics but no report and no product', async () => {
    const result = await run(failing(3), { seed: 1 });
    expect(result).toMatchObject({ outcome: 'failed', metrics: { emissions: 2 } });
    expect(result.reason).toContain("actor 'ticker' of 'ticking'");
    expect([result.report, result.product]).toEqual([undefined, undefined]);
    expect(result.failure).toMatchObject({ actor: 'ticker', cause: new Error('worn out') });
  });

  test.each([
    ['a property', { properties: { always: { broken: thrower } } }],
    ['until', { until: thrower }],
    ['report', { report: thrower }],
    ['product', { product: thrower }],
    ['a metric', { measure: () => ({ broken: final(thrower) }) }],
    [
      'a measured stream',
      { measure: () => ({ broken: count(throwError(() => new Error('bad'))) }) },
    ],
  ])('when %s throws, and tells its seed', async (_what, parts) => {
    const simulation = { ...endless, ...parts } as unknown as typeof endless;
    const result = await run(simulation, { seed: 77, limits: { simulatedMs: 50 } });
    expect(result).toMatchObject({ outcome: 'failed', seed: 77 });
    expect(result.reason).toContain('bad');
  });

  test('when an observer throws, with its error', async () => {
    const simulation = {
      ...endless,
      measure: ({ swarm }: Parameters<NonNullable<typeof endless.measure>>[0]) => {
        swarm.transitions$.subscribe(thrower);
        return {} as never;
      },
    };
    expect((await run(simulation, { seed: 1 })).failure).toEqual(new Error('bad'));
  });
});

function thrower(): never {
  throw new Error('bad');
}

test('an error while composing rejects, for there is no run yet', async () => {
  const simulation = defineSimulation({ ...named, compose: thrower });
  await expect(run(simulation, { seed: 1 })).rejects.toThrow('bad');
});
