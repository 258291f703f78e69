import {
  check,
  createSwarm,
  defineSimulation,
  evidenceFor,
  historyOf,
  type RegisterCall,
  registerModel,
  run,
  search,
} from 'statehive';
import { increment, incrementLock, queue } from 'statehive/simulations';
import 'statehive/vitest';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { oneRegister } from '../check/linearizability/one-register.ts';
import { ticker } from '../simulation/ticker.ts';

const ticking = defineSimulation({
  name: 'ticking',
  summary: 'It ticks.',
  params: z.object({ most: z.number().default(10) }),
  limits: { simulatedMs: 100 },
  compose: ({ swarm }) => swarm.spawn(ticker, { input: {} }),
  properties: {
    never: { late: ({ actors, params: { most } }) => actors.getSnapshot().context.ticks > most },
    eventually: {
      'five ticks': {
        withinMs: 60,
        holds: ({ actors }) => actors.getSnapshot().context.ticks === 5,
      },
    },
  },
});

describe('toHold', () => {
  test('is of a run', async () => {
    expect(await run(ticking, { seed: 7 })).toHold();
    expect(await run(ticking, { seed: 7 })).toHold('late');
  });

  test('tells what broke, of which run', async () => {
    const result = await run(ticking, { seed: 7, params: { most: 2 } });
    expect(() => expect(result).toHold()).toThrow(
      "never 'late' is violated after step 4, at 30 simulated ms\n  of 'ticking' with seed 7 and {\"most\":2}",
    );
    expect(result).not.toHold();
  });

  test('is of a check, and shows its counterexamples', async () => {
    expect(await check(incrementLock)).toHold();
    const result = await check(increment);
    expect(() => expect(result).toHold('every write counts')).toThrow(
      /^always 'every write counts' is violated\n\nalways 'every write counts' is violated in 4 steps\nsequenceDiagram\n/,
    );
  });

  test('knows which properties there are', async () => {
    const result = await run(ticking, { seed: 7 });
    expect(() => expect(result).toHold('lat')).toThrow(
      "'ticking' has no property 'lat'. It has: 'late', 'five ticks'.",
    );
  });

  test('says so when the result was not awaited', () => {
    expect(() => expect(run(ticking)).toHold()).toThrow('has it been awaited?');
  });
});

describe('toEventually', () => {
  test('is of a property', async () => {
    expect(await run(ticking, { seed: 7 })).toEventually('five ticks');
  });

  test('is of a swarm that is driven by hand, and lets no more time pass than it takes', async () => {
    const swarm = createSwarm({ seed: 7 });
    const ref = swarm.spawn(ticker, { input: {} });
    const ticks = () => ref.getSnapshot().context.ticks;
    await expect(swarm).toEventually(() => ticks() === 3, { withinMs: 100 });
    expect(swarm.nowMs).toBe(30);
    await expect(swarm)
      .not.toEventually(() => ticks() === 3, { withinMs: 0.5 })
      .catch(() => {});
  });

  test('says how long it has waited', async () => {
    const swarm = createSwarm({ seed: 7 });
    await expect(expect(swarm).toEventually(() => false, { withinMs: 50 })).rejects.toThrow(
      'it did not come to hold within 50 simulated ms, up to 50 ms',
    );
  });
});

describe('toBeLinearizable', () => {
  const history = (value: number) =>
    historyOf<RegisterCall<number>, number | undefined>([
      { client: 'a', call: { op: 'read' } },
      { client: 'a', result: value },
    ]);

  test('is of a history, as one of a model', () => {
    expect(history(0)).toBeLinearizable(registerModel(0));
    expect(history(1)).not.toBeLinearizable(registerModel(0));
  });

  test('explains why one is not', () => {
    expect(() => expect(history(1)).toBeLinearizable(registerModel(0))).toThrow(
      'a: read() → 1, where it would return 0',
    );
  });
});

describe('toReplay', () => {
  test('is of a run that is the same twice', async () => {
    await expect(queue).toReplay({ seed: 7, params: { jobs: 50 } });
  });

  test('tells where two runs part that are not', async () => {
    let runs = 0;
    const other = {
      ...ticking,
      compose: ({ swarm }: Parameters<typeof ticking.compose>[0]) => {
        const ref = swarm.spawn(ticker, { input: {} });
        if (runs++ > 0) swarm.crash(ref);
        return ref;
      },
    };
    await expect(expect(other).toReplay({ seed: 7 })).rejects.toThrow('They part where');
  });

  test('is of what was found, as a script holds it', async () => {
    const runs = { params: { servers: 2, clients: 2 } };
    const { findings } = await search(oneRegister, { ...runs, seeds: { first: 1, last: 1 } });
    const { file } = await evidenceFor(oneRegister, findings[0]!, {
      ...runs,
      name: 'one-register',
    });
    await expect(oneRegister).toReplay(file);
    const whole = { ...oneRegister, properties: {} };
    await expect(expect(whole).toReplay(file)).rejects.toThrow("'linearizable' is not broken");
  });
});
