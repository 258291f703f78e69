import type { Address } from 'statehive';
import { requirePositive } from '../finite-times.ts';
import { type PersistentQueue, queueOf } from '../persistent-queue.ts';
import type { PermitNotice } from './messages.ts';

/** What a semaphore is given. */
export interface SemaphoreInput {
  /** How many may hold a permit at a time, integer >= 1. */
  readonly permits: number;
  /** How long a permit is its holder's without a renewal, simulated ms, finite and > 0. */
  readonly leaseMs: number;
  /** How often a holder may renew; who needs longer has hung. @defaultValue Infinity */
  readonly renewalsMax?: number;
  /** What it knew before it crashed: see {@link recoverSemaphore}. */
  readonly before?: SemaphoreMemory;
}

/** A permit that is out. */
export interface Lease {
  readonly holder: Address<PermitNotice>;
  readonly token: number;
}

/** What a semaphore must not forget. */
export interface SemaphoreMemory {
  /** Those that wait, the one that asked first first. */
  readonly waiting: PersistentQueue<Address<PermitNotice>>;
  readonly leases: readonly Lease[];
  /** How many permits it has granted: the last token. */
  readonly granted: number;
}

export interface SemaphoreContext extends SemaphoreMemory {
  readonly permits: number;
  readonly leaseMs: number;
  readonly renewalsMax: number;
}

/**
 * What a semaphore begins with.
 *
 * @throws RangeError when there is no permit, leases last no time or for ever, or there is no number of renewals
 */
export function semaphoreContext(input: SemaphoreInput): SemaphoreContext {
  const { permits, leaseMs, renewalsMax = Number.POSITIVE_INFINITY } = input;
  if (!Number.isSafeInteger(permits) || permits < 1) {
    throw new RangeError(`A semaphore has a whole number of permits >= 1, not ${permits}.`);
  }
  requirePositive('A semaphore', 'leaseMs', leaseMs);
  if (!(renewalsMax >= 0)) {
    throw new RangeError(`A semaphore has a renewalsMax >= 0, not ${renewalsMax}.`);
  }
  const nothing = { waiting: queueOf<Address<PermitNotice>>([]), leases: [], granted: 0 };
  return { permits, leaseMs, renewalsMax, ...(input.before ?? nothing) };
}

/**
 * The input with which a semaphore comes back after a crash, for `recover`: leases begin anew, so
 * that who holds a permit keeps it, and who has crashed meanwhile still gives it back.
 *
 * @example
 * ```ts
 * const input = { permits: 3, leaseMs: 50 };
 * swarm.spawn(semaphoreMachine, { input, recover: recoverSemaphore });
 * ```
 */
export function recoverSemaphore(context: SemaphoreContext): SemaphoreInput {
  const { permits, leaseMs, renewalsMax, ...before } = context;
  return { permits, leaseMs, renewalsMax, before };
}

/** The permit that somebody holds. */
export function leaseOf(
  { leases }: SemaphoreMemory,
  holder: Address<PermitNotice>,
): Lease | undefined {
  return leases.find((lease) => lease.holder === holder);
}
