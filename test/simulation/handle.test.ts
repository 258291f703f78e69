import { count, defineSimulation, run } from 'statehive';
import { describe, expect, test } from 'vitest';
import { log, setup } from 'xstate';
import { z } from 'zod';
import { ticker } from './ticker.ts';

const ticking = defineSimulation({
  name: 'ticking',
  summary: 'It ticks.',
  params: z.object({ below: z.number().default(Number.POSITIVE_INFINITY) }),
  compose: ({ swarm }) => swarm.spawn(ticker, { input: {} }),
  measure: ({ swarm, actors }) => ({ ticks: count(swarm.emitted(actors, 'ticked')) }),
  properties: {
    always: {
      small: ({ actors, params }) => actors.getSnapshot().context.ticks < params.below,
    },
  },
});

describe('the handle of a run', () => {
  test('is awaited for the result', async () => {
    const handle = run(ticking, { seed: 1, limits: { events: 10 } });
    const { outcome, metrics } = await handle;
    expect([outcome, metrics.ticks]).toEqual(['limit', 9]);
    expect((await handle).outcome).toBe('limit');
  });

  test('tells that the run started, before anything, and that it finished, with the result', async () => {
    const told: unknown[] = [];
    const handle = run(ticking, { seed: 5, limits: { events: 2 } });
    handle.on('started', (started) => told.push(started));
    handle.on('finished', (result) => told.push(result));
    const result = await handle;
    const params = { below: Number.POSITIVE_INFINITY };
    expect(told).toEqual([{ simulation: 'ticking', seed: 5, params }, result]);
  });

  test('tells how far the run is', async () => {
    const fractions: (number | undefined)[] = [];
    const handle = run(ticking, { seed: 1, limits: { simulatedMs: 1e9, wallMs: 300 } });
    handle.on('progress', ({ events, simulatedMs, wallMs, fraction }) => {
      expect(Math.min(events, simulatedMs, wallMs)).toBeGreaterThan(0);
      fractions.push(fraction);
    });
    await handle;
    expect(fractions.length).toBeGreaterThan(1);
    expect(fractions).toEqual([...fractions].sort((a, b) => a! - b!));
  });

  test('tells of a violation', async () => {
    const violated: string[] = [];
    const handle = run(ticking, { seed: 1, params: { below: 3 } });
    handle.on('violation', ({ property, atMs }) => violated.push(`${property} ${atMs}`));
    await handle;
    expect(violated).toEqual(['small 30']);
  });

  test('tells what machines log to a listener that may look at the host', async () => {
    const talking = defineSimulation({
      name: 'talking',
      summary: 'It talks.',
      params: z.object({}),
      compose: ({ swarm }) => {
        swarm.spawn(setup({}).createMachine({ entry: log('hello') }), { id: 'talker' });
      },
    });
    const lines: unknown[] = [];
    const handle = run(talking, { seed: 1 });
    handle.on('log', ({ actor, values }) => lines.push([actor, values, Date.now() > 0]));
    expect((await handle).outcome).toBe('completed');
    expect(lines).toEqual([['talker', ['hello'], true]]);
  });
});

describe('an AbortSignal', () => {
  test('ends a run that is under way, which returns what it has', async () => {
    const controller = new AbortController();
    const handle = run(ticking, { seed: 1, signal: controller.signal });
    handle.on('progress', () => controller.abort());
    const result = await handle;
    expect([result.outcome, result.reason]).toEqual(['aborted', 'the run was aborted']);
    expect(result.metrics.ticks).toBeGreaterThan(0);
    expect(result.metrics.ticks).toBe(result.events - 1);
  });

  test('that was aborted before lets nothing happen', async () => {
    const result = await run(ticking, { seed: 1, signal: AbortSignal.abort() });
    expect(result).toMatchObject({ outcome: 'aborted', events: 0, metrics: { ticks: 0 } });
  });
});
