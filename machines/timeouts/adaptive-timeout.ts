import { requirePositive } from '../finite-times.ts';

/** The bounds of a timeout that adapts itself; all simulated ms. */
export interface AdaptiveTimeoutOptions {
  /** Until something has been measured. @defaultValue 1,000, rule 2.1 */
  readonly initialMs?: number;
  /** @defaultValue 1,000, rule 2.4 */
  readonly minMs?: number;
  /** At least as long as `minMs`; rule 2.5 wants 60,000 or more. @defaultValue 60,000 */
  readonly maxMs?: number;
  /** How fine the clock is: the timeout is at least so much above the mean. @defaultValue 1 */
  readonly granularityMs?: number;
}

/** A timeout that adapts itself to what it times; a value, never changed. */
export interface AdaptiveTimeout {
  readonly bounds: Required<AdaptiveTimeoutOptions>;
  /** The smoothed time, SRTT; undefined until something has been measured. */
  readonly meanMs: number | undefined;
  /** How far off it is in the mean, RTTVAR. */
  readonly deviationMs: number;
  /** What the timeout is now, RTO. */
  readonly timeoutMs: number;
}

const ALPHA = 1 / 8;
const BETA = 1 / 4;
const K = 4;

/**
 * A timeout before anything has been measured (rule 2.1).
 *
 * @throws RangeError when a bound is not positive, or the least is more than the most
 * @see V. Paxson, M. Allman, J. Chu, M. Sargent, Computing TCP's Retransmission Timer, RFC 6298, 2011
 * @see V. Jacobson, M. J. Karels, Congestion avoidance and control, SIGCOMM 1988
 * @example
 * ```ts
 * const timeout = measured(adaptiveTimeout({ minMs: 10 }), 100);
 * timeout.timeoutMs; // 300: the mean, 100, and four times its deviation, 50
 * ```
 */
export function adaptiveTimeout(options: AdaptiveTimeoutOptions = {}): AdaptiveTimeout {
  const { initialMs = 1_000, minMs = 1_000, maxMs = 60_000, granularityMs = 1 } = options;
  const bounds = { initialMs, minMs, maxMs, granularityMs };
  for (const [name, value] of Object.entries(bounds)) {
    requirePositive('An adaptive timeout', name, value);
  }
  if (minMs > maxMs) {
    throw new RangeError(`An adaptive timeout is at least ${minMs} ms and at most ${maxMs} ms.`);
  }
  return { bounds, meanMs: undefined, deviationMs: 0, timeoutMs: initialMs };
}

/**
 * After something took a time (rules 2.2 and 2.3, within the bounds of 2.4 and 2.5), which also
 * ends a back-off.
 *
 * By Karn's rule (rule 3) give it nothing that was tried more than once, for it cannot be told
 * which try was answered.
 */
export function measured(timeout: AdaptiveTimeout, tookMs: number): AdaptiveTimeout {
  if (!(tookMs >= 0)) throw new RangeError(`Nothing takes ${tookMs} ms.`);
  const { bounds, meanMs } = timeout;
  const deviationMs =
    meanMs === undefined
      ? tookMs / 2
      : (1 - BETA) * timeout.deviationMs + BETA * Math.abs(meanMs - tookMs);
  const mean = meanMs === undefined ? tookMs : (1 - ALPHA) * meanMs + ALPHA * tookMs;
  const wantedMs = mean + Math.max(bounds.granularityMs, K * deviationMs);
  const timeoutMs = Math.min(Math.max(wantedMs, bounds.minMs), bounds.maxMs);
  return { bounds, meanMs: mean, deviationMs, timeoutMs };
}

/** After it has run out: twice as long (rule 5.5), until something is measured again. */
export function backedOff(timeout: AdaptiveTimeout): AdaptiveTimeout {
  return { ...timeout, timeoutMs: Math.min(2 * timeout.timeoutMs, timeout.bounds.maxMs) };
}
