import fc from 'fast-check';
import { type Address, check, createSwarm, defineSimulation, exponential } from 'statehive';
import { type Credit, type Item, itemSourceMachine, tokenBucketMachine } from 'statehive/machines';
import { expect, test } from 'vitest';
import { setup } from 'xstate';
import { z } from 'zod';

const nobodyMachine = setup({ types: { events: {} as Item | Credit } }).createMachine({
  on: { '*': {} },
});

/** When items that are offered at these times pass a bucket, simulated ms. */
async function passing(offeredAtMs: readonly number[], burst: number, intervalMs: number) {
  const swarm = createSwarm({ seed: 7 });
  const nobody: Address<Item | Credit> = swarm.spawn(nobodyMachine, { id: 'nobody' });
  const queueMax = offeredAtMs.length;
  const input = { burst, intervalMs, queueMax, target: nobody };
  const bucket = swarm.spawn(tokenBucketMachine, { id: 'bucket', input });
  const passedAtMs: number[] = [];
  swarm.emitted(bucket, 'passed').subscribe(() => passedAtMs.push(swarm.nowMs));
  let nth = 0;
  for (const atMs of offeredAtMs) {
    await swarm.runFor(atMs - swarm.nowMs);
    nth += 1;
    bucket.send({ type: 'OFFER', item: { type: 'ITEM', source: 0, nth }, from: nobody });
  }
  await swarm.runFor((queueMax + 1) * intervalMs);
  swarm.close();
  return passedAtMs;
}

const traffic = fc
  .array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 40 })
  .map((timesMs) => timesMs.sort((one, other) => one - other));
const bursts = fc.integer({ min: 1, max: 5 });
const intervals = fc.integer({ min: 1, max: 10 });

test('in any time no more pass than the burst and what tokens came, whatever is offered', async () => {
  await fc.assert(
    fc.asyncProperty(traffic, bursts, intervals, async (offered, burst, intervalMs) => {
      const passed = await passing(offered, burst, intervalMs);
      passed.forEach((from, first) => {
        passed.slice(first).forEach((to, more) => {
          expect(more + 1).toBeLessThanOrEqual(burst + (to - from) / intervalMs);
        });
      });
    }),
    { numRuns: 60 },
  );
});

test('each passes as soon as the virtual scheduling of I.371 allows', async () => {
  await fc.assert(
    fc.asyncProperty(traffic, bursts, intervals, async (offered, burst, intervalMs) => {
      // The theoretical arrival time, and a tolerance of all tokens but one.
      let theoretical = 0;
      const allowed = offered.map((atMs) => {
        const passes = Math.max(atMs, theoretical - (burst - 1) * intervalMs);
        theoretical = Math.max(theoretical, passes) + intervalMs;
        return passes;
      });
      expect(await passing(offered, burst, intervalMs)).toEqual(allowed);
    }),
    { numRuns: 60 },
  );
});

const checked = defineSimulation({
  name: 'rate-limit-checked',
  summary: 'Two sources of two items each share a bucket of one token.',
  params: z.object({ backpressure: z.boolean().default(true) }),
  compose({ swarm, params }) {
    const target = swarm.spawn(nobodyMachine, { id: 'target' });
    const limiter = swarm.spawn(tokenBucketMachine, {
      id: 'limiter',
      input: { burst: 1, intervalMs: 1, queueMax: 2, target },
    });
    const window = params.backpressure ? 1 : undefined;
    const sources = swarm.populate(itemSourceMachine, 2, (index) => ({
      input: { index, items: 2, interarrival: exponential({ mean: 1 }), limiter, window },
    }));
    const dropped = swarm.history(0, (before, { event }) =>
      event.type === 'dropped' ? before + 1 : before,
    );
    return { sources: [...sources], dropped };
  },
  properties: {
    always: { 'nothing is lost': ({ actors }) => actors.dropped.value === 0 },
    eventually: {
      'all pass': {
        withinMs: 1_000,
        holds: ({ actors: { sources } }) =>
          sources.every((source) => source.getSnapshot().context.passed === 2),
      },
    },
  },
});

test('with credits nothing is lost and all pass, in whatever order messages and timers come', async () => {
  const { outcome, properties } = await check(checked);
  expect(outcome).toBe('complete');
  expect(properties.map(({ verdict }) => verdict)).toEqual(['held', 'held']);
});

test('without credits there is an order in which an item is lost', async () => {
  const { counterexamples } = await check(checked, { params: { backpressure: false } });
  expect(counterexamples.map(({ property }) => property)).toContain('nothing is lost');
});
