import { chaos } from 'statehive';
import { tokenBucketMachine } from 'statehive/machines';
import { rateLimit, rateLimitWith } from 'statehive/simulations';
import type { Twin } from './twin.ts';

const property = 'the bucket holds no more tokens than a burst, and no fewer than none';
const checking = { params: { sources: 2, items: 2, burst: 1, window: 1 } };

/** Tokens come whether the bucket is full or not, so that after a quiet time more pass than a burst. */
const overflowing = tokenBucketMachine.provide({
  guards: { isBelowFull: () => true, lacksOne: () => false },
});

/** An item that has waited passes, be there a token or not. */
const overdrawing = tokenBucketMachine.provide({
  guards: { canPass: ({ context: { queue } }) => queue.length > 0 },
});

export const bucketThatOverflows: Twin = {
  mistake: 'a token bucket fills beyond its burst',
  broken: rateLimitWith(overflowing),
  sound: rateLimit,
  property,
  checking,
  steps: 1,
  states: 877,
  chaos: chaos({ pauses: 1, actors: ['source-*'], untilMs: 500 }),
  params: { items: 50, burst: 2 },
};

export const bucketThatIsOverdrawn: Twin = {
  mistake: 'two items pass a token bucket on one token',
  broken: rateLimitWith(overdrawing),
  sound: rateLimit,
  property,
  checking,
  steps: 4,
  states: 877,
  chaos: chaos({ delaySpikes: 0.2, untilMs: 500 }),
  params: { items: 50 },
};
