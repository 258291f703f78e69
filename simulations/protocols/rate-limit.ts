/**
 * What does a rate limit cost, and whom? Sources offer items to a token bucket (J. S. Turner, New
 * directions in communications, 1986). With backpressure a source has no more on its way than its window,
 * and the rest waits where it is made. Expected: never more pass than the bucket allows, and nothing is
 * lost; with one token and items that come at random, the mean wait is that of M/D/1 (Pollaczek 1930).
 * Without backpressure the limiter's queue overflows, and items are lost.
 */
import { map } from 'rxjs';
import { count, defineSimulation, exponential, spans, summary } from 'statehive';
import { type Item, itemSourceMachine, tokenBucketMachine } from 'statehive/machines';
import { type AnyEventObject, setup } from 'xstate';
import { z } from 'zod';

const consumerMachine = setup({ types: { events: {} as Item } }).createMachine({
  id: 'consumer',
  on: { ITEM: {} },
});

const keyOf = (type: string, event: AnyEventObject) =>
  event.type === type ? `${event.source}.${event.nth}` : undefined;

/** The simulation with another limiter, as one that is broken. */
export const rateLimitWith = (limiting: typeof tokenBucketMachine) =>
  defineSimulation({
    name: 'rate-limit',
    summary: 'Sources share a rate limit, a token bucket, which holds them back.',
    params: z.object({
      sources: z.int().min(1).default(4).describe('how many make items'),
      items: z.int().min(1).default(500).describe('how many each of them makes'),
      load: z.number().positive().default(0.8).describe('items made for each that may pass'),
      burst: z.int().min(1).default(10).describe('how many tokens the bucket holds'),
      intervalMs: z.number().positive().default(1).describe('how long until one more token'),
      window: z
        .int()
        .min(1)
        .default(4)
        .describe('how many items of a source the limiter has room for'),
      backpressure: z
        .boolean()
        .default(true)
        .describe('whether a source has no more than its window on its way'),
    }),
    checking: { params: { sources: 2, items: 2, burst: 1, window: 1 } },
    compose({ swarm, params: { sources: makers, burst, intervalMs, window, ...params } }) {
      const consumer = swarm.spawn(consumerMachine, { id: 'consumer' });
      const limiter = swarm.spawn(limiting, {
        id: 'limiter',
        input: { burst, intervalMs, queueMax: makers * window, target: consumer },
      });
      const interarrival = exponential({ mean: (makers * intervalMs) / params.load });
      const sources = swarm.populate(itemSourceMachine, makers, (index) => ({
        input: {
          index,
          items: params.items,
          interarrival,
          limiter,
          window: params.backpressure ? window : undefined,
        },
      }));
      const dropped = swarm.history(0, (before, { event }) =>
        event.type === 'dropped' ? before + 1 : before,
      );
      const heldBack = swarm.where(sources, ({ context: { made, offered } }) => made > offered);
      return { limiter, sources: [...sources], heldBack, dropped };
    },
    measure({ swarm, actors: { limiter, sources } }) {
      const made$ = swarm.emitted(sources, 'made');
      const passed$ = swarm.emitted(limiter, 'passed');
      return {
        waitMs: summary(
          spans(swarm.emissions$, {
            begins: ({ event }) => keyOf('made', event),
            ends: ({ event }) => keyOf('passed', event),
          }),
        ),
        backlog: summary(made$.pipe(map(({ backlog }) => backlog))),
        passed: count(passed$),
        dropped: count(swarm.emitted(limiter, 'dropped')),
      };
    },
    properties: {
      always: {
        'nothing is lost': ({ actors: { dropped } }) => dropped.value === 0,
        'the bucket holds no more tokens than a burst, and no fewer than none': ({
          params: { burst },
          actors: { limiter },
        }) => {
          const { tokens } = limiter.getSnapshot().context;
          return tokens >= 0 && tokens <= burst;
        },
      },
      sometimes: {
        'a source is held back': ({ actors: { heldBack } }) => heldBack.size > 0,
        'a burst has used up the tokens': ({ actors: { limiter } }) =>
          limiter.getSnapshot().context.tokens === 0,
      },
    },
  });

export default rateLimitWith(tokenBucketMachine);
