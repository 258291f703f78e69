import { assign, emit, enqueueActions, not, sendTo, setup } from 'xstate';
import { firstWhere, pushed, shifted, withoutItem } from '../persistent-queue.ts';
import type { Acquire, PermitRequest, Release, Renew } from './messages.ts';
import {
  leaseOf,
  type SemaphoreContext,
  type SemaphoreInput,
  semaphoreContext,
} from './semaphore-context.ts';

/** What a semaphore tells of itself, with how it stands afterwards. */
export interface SemaphoreEmission {
  readonly type: 'queued' | 'granted' | 'released' | 'expired' | 'withdrawn';
  readonly inUse: number;
  readonly waiting: number;
}

type SemaphoreEvent = PermitRequest | Expire;

/** Nobody has renewed a permit for as long as its lease lasts. */
export interface Expire {
  readonly type: 'EXPIRE';
  readonly token: number;
}

/**
 * A counting semaphore between actors: never more permits are out than there are, and those who
 * wait are given one in the order in which their requests came.
 *
 * Nobody tells it of a crash. **The rule**: a permit is out on a lease, which the holder renews;
 * when it has not for `leaseMs`, the permit goes to the next. So a holder that crashes gives its
 * permit back within one lease, one that crashes while it waits delays the others by one lease at
 * most, and one that hangs but renews has `renewalsMax` renewals. A holder counts its lease from
 * when it sent the renewal, the semaphore from when that came, so that the holder knows first:
 * `permitHolderMachine` does so. What a slow holder might still do too late can be refused by its
 * token.
 *
 * @see E. W. Dijkstra, Cooperating sequential processes, 1965
 * @see C. G. Gray, D. R. Cheriton, Leases: an efficient fault-tolerant mechanism for distributed
 * file cache consistency, SOSP 1989
 */
export const semaphoreMachine = setup({
  types: {
    input: {} as SemaphoreInput,
    context: {} as SemaphoreContext,
    events: {} as SemaphoreEvent,
    emitted: {} as SemaphoreEmission,
  },
  guards: {
    holds: ({ context }, { holder }: Acquire | Release) => leaseOf(context, holder) !== undefined,
    waits: ({ context }, { holder }: Acquire | Release) =>
      firstWhere(context.waiting, (each) => each === holder) !== undefined,
    isOut: ({ context }, { token }: Expire) => context.leases.some((each) => each.token === token),
    isRenewable: ({ context }, { holder, token, renewal }: Renew) =>
      leaseOf(context, holder)?.token === token && renewal <= context.renewalsMax,
    isExhausted: ({ context }) => context.leases.length >= context.permits,
    canGrant: ({ context }) =>
      context.waiting.length > 0 && context.leases.length < context.permits,
  },
  actions: {
    watchLeases: enqueueActions(({ context, enqueue }) => {
      for (const { token } of context.leases) {
        enqueue.raise({ type: 'EXPIRE', token }, { id: idOf(token), delay: context.leaseMs });
      }
    }),
    join: assign(({ context }, { holder }: Acquire) => ({
      waiting: pushed(context.waiting, [holder]),
    })),
    leave: assign(({ context }, { holder }: Release) => ({
      waiting: withoutItem(context.waiting, holder),
    })),
    grantFirst: enqueueActions(({ context, enqueue }) => {
      const holder = context.waiting.front[0];
      if (holder === undefined) return;
      const waiting = shifted(context.waiting);
      const token = context.granted + 1;
      enqueue.assign({ waiting, leases: [...context.leases, { holder, token }], granted: token });
      enqueue.sendTo(holder, { type: 'GRANTED', token, leaseMs: context.leaseMs });
      enqueue.raise({ type: 'EXPIRE', token }, { id: idOf(token), delay: context.leaseMs });
    }),
    grantAgain: sendTo(
      (_, { holder }: Acquire) => holder,
      ({ context }, { holder }: Acquire) => ({
        type: 'GRANTED',
        token: leaseOf(context, holder)?.token ?? 0,
        leaseMs: context.leaseMs,
      }),
    ),
    renew: enqueueActions(({ context, enqueue }, { holder, token, renewal }: Renew) => {
      enqueue.cancel(idOf(token));
      enqueue.raise({ type: 'EXPIRE', token }, { id: idOf(token), delay: context.leaseMs });
      enqueue.sendTo(holder, { type: 'RENEWED', token, renewal });
    }),
    refuse: sendTo(
      (_, { holder }: Renew) => holder,
      (_, { token }: Renew) => ({ type: 'REFUSED', token }),
    ),
    takeBack: enqueueActions(({ context, enqueue }, { holder }: Release) => {
      const lease = leaseOf(context, holder);
      if (lease === undefined) return;
      enqueue.cancel(idOf(lease.token));
      enqueue.assign({ leases: context.leases.filter((each) => each !== lease) });
    }),
    end: assign(({ context }, { token }: Expire) => ({
      leases: context.leases.filter((each) => each.token !== token),
    })),
    tell: emit(({ context }, { type }: Pick<SemaphoreEmission, 'type'>) => ({
      type,
      inUse: context.leases.length,
      waiting: context.waiting.length,
    })),
  },
}).createMachine({
  id: 'semaphore',
  context: ({ input }) => semaphoreContext(input),
  entry: 'watchLeases',
  on: {
    ACQUIRE: [
      {
        guard: { type: 'holds', params: ({ event }) => event },
        actions: { type: 'grantAgain', params: ({ event }) => event },
      },
      { guard: { type: 'waits', params: ({ event }) => event } },
      {
        actions: [
          { type: 'join', params: ({ event }) => event },
          { type: 'tell', params: { type: 'queued' } },
        ],
      },
    ],
    RENEW: [
      {
        guard: { type: 'isRenewable', params: ({ event }) => event },
        actions: { type: 'renew', params: ({ event }) => event },
      },
      { actions: { type: 'refuse', params: ({ event }) => event } },
    ],
    RELEASE: [
      {
        guard: { type: 'holds', params: ({ event }) => event },
        actions: [
          { type: 'takeBack', params: ({ event }) => event },
          { type: 'tell', params: { type: 'released' } },
        ],
      },
      {
        guard: { type: 'waits', params: ({ event }) => event },
        actions: [
          { type: 'leave', params: ({ event }) => event },
          { type: 'tell', params: { type: 'withdrawn' } },
        ],
      },
    ],
    EXPIRE: {
      guard: { type: 'isOut', params: ({ event }) => event },
      actions: [
        { type: 'end', params: ({ event }) => event },
        { type: 'tell', params: { type: 'expired' } },
      ],
    },
  },
  initial: 'free',
  states: {
    // Some permits are left, so that nobody waits.
    free: {
      always: [
        {
          guard: 'canGrant',
          actions: ['grantFirst', { type: 'tell', params: { type: 'granted' } }],
        },
        { guard: 'isExhausted', target: 'exhausted' },
      ],
    },
    exhausted: { always: { guard: not('isExhausted'), target: 'free' } },
  },
});

function idOf(token: number): string {
  return `lease-${token}`;
}
