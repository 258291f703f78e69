import type { Address } from 'statehive';
import { assign, enqueueActions, setup } from 'xstate';
import type { Item, Offer } from './messages.ts';

/** What a bucket is given. */
export interface TokenBucketInput {
  /** How many tokens it holds, and holds at first; >= 1. */
  readonly burst: number;
  /** How long it takes to get one more, simulated ms: the rate is its inverse. */
  readonly intervalMs: number;
  /** How many items may wait; >= 1. One that finds no room is dropped. */
  readonly queueMax: number;
  readonly target: Address<Item>;
}

export interface TokenBucketContext extends TokenBucketInput {
  readonly tokens: number;
  readonly queue: readonly Offer[];
}

/** An item has taken a token, and is sent to the target. */
export interface Passed extends Omit<Item, 'type'> {
  readonly type: 'passed';
}

/** An item has found no room, and is lost. */
export interface Dropped extends Omit<Item, 'type'> {
  readonly type: 'dropped';
}

/**
 * Limits how many items pass: at most `burst + t / intervalMs` in any time t. An item takes a token, or
 * waits for one in order; tokens come at a fixed rate until the bucket is full. Each item that passes is a
 * credit to its source, so that sources which keep to their credits are slowed down and lose nothing.
 *
 * A bucket of one token is a queue with a constant service time, whose items leave when it begins.
 *
 * @see J. S. Turner, New directions in communications (or which way to the information age?), IEEE
 * Communications Magazine 24 (10), 1986; ITU-T I.371, annex A, for what conforms
 * @example
 * ```ts
 * const bucket = swarm.spawn(tokenBucketMachine, {
 *   input: { burst: 10, intervalMs: 5, queueMax: 100, target },
 * });
 * ```
 */
export const tokenBucketMachine = setup({
  types: {
    input: {} as TokenBucketInput,
    context: {} as TokenBucketContext,
    events: {} as Offer,
    emitted: {} as Passed | Dropped,
  },
  delays: { interval: ({ context }) => context.intervalMs },
  guards: {
    canPass: ({ context: { tokens, queue } }) => tokens > 0 && queue.length > 0,
    hasRoom: ({ context: { queue, queueMax } }) => queue.length < queueMax,
    isBelowFull: ({ context: { tokens, burst } }) => tokens < burst,
    lacksOne: ({ context: { tokens, burst } }) => tokens + 1 === burst,
  },
  actions: {
    queue: assign({ queue: ({ context, event }) => [...context.queue, event] }),
    drop: enqueueActions(({ event: { item }, enqueue }) => {
      enqueue.emit({ ...item, type: 'dropped' });
    }),
    pass: enqueueActions(({ context: { tokens, queue, target }, enqueue }) => {
      const { item, from } = queue[0]!;
      enqueue.assign({ tokens: tokens - 1, queue: queue.slice(1) });
      enqueue.emit({ ...item, type: 'passed' });
      enqueue.sendTo(target, item);
      enqueue.sendTo(from, { type: 'CREDIT' });
    }),
    fill: assign({ tokens: ({ context }) => context.tokens + 1 }),
  },
}).createMachine({
  id: 'token-bucket',
  context: ({ input }) => ({ ...input, tokens: input.burst, queue: [] }),
  on: { OFFER: [{ guard: 'hasRoom', actions: 'queue' }, { actions: 'drop' }] },
  always: { guard: 'canPass', actions: 'pass' },
  initial: 'full',
  states: {
    full: { always: { guard: 'isBelowFull', target: 'filling' } },
    filling: {
      after: {
        interval: [
          { guard: 'lacksOne', target: 'full', actions: 'fill' },
          { target: 'filling', reenter: true, actions: 'fill' },
        ],
      },
    },
  },
});
