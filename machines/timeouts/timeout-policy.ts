import { requirePositive } from '../finite-times.ts';
import {
  type AdaptiveTimeout,
  type AdaptiveTimeoutOptions,
  adaptiveTimeout,
  backedOff,
  measured,
} from './adaptive-timeout.ts';

/** Whether a timeout stays as it is, or adapts itself to what it times. */
export const TIMEOUT_KINDS = ['fixed', 'adaptive'] as const;
export type TimeoutKind = (typeof TIMEOUT_KINDS)[number];

/** How long to wait for something that is done again and again. */
export type TimeoutPolicy =
  | { readonly kind: 'fixed' /** Simulated ms. */; readonly timeoutMs: number }
  | ({ readonly kind: 'adaptive' } & AdaptiveTimeoutOptions);

/** A timeout of either kind; a value, never changed. */
export type Timeout = { readonly timeoutMs: number } | AdaptiveTimeout;

/**
 * A timeout of a policy, as it is at first.
 *
 * @throws RangeError when it is no finite time > 0
 */
export function timeoutOf(policy: TimeoutPolicy): Timeout {
  if (policy.kind === 'adaptive') return adaptiveTimeout(policy);
  const { timeoutMs } = policy;
  requirePositive('A fixed timeout', 'timeoutMs', timeoutMs);
  return { timeoutMs };
}

/** A timeout after what it timed came in time, at which try, from 1. */
export function afterAnswer(
  timeout: Timeout,
  { tookMs, attempt }: { readonly tookMs: number; readonly attempt: number },
): Timeout {
  return 'bounds' in timeout && attempt === 1 ? measured(timeout, tookMs) : timeout;
}

/** A timeout after it has run out. */
export function afterTimeout(timeout: Timeout): Timeout {
  return 'bounds' in timeout ? backedOff(timeout) : timeout;
}
