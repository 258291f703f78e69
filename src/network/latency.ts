import { type MonoTypeOperatorFunction, map } from 'rxjs';
import type { Distribution } from '../random/distribution.ts';
import type { Envelope } from './envelope.ts';

/**
 * Delays each envelope by a draw from a distribution, so links are slow as real ones are.
 *
 * Envelopes on one link may overtake each other; put {@link fifo} behind it where they must not.
 *
 * @param distribution - one-way delay in simulated ms; it must not draw below 0
 * @param options.purpose - the name of its draws; two latencies in one network need two names
 * @throws RangeError when a draw is negative or not finite: it names the link and the event
 * @example
 * ```ts
 * const swarm = createSwarm({ seed: 7, network: [latency(lognormal({ median: 20, p99: 90 }))] });
 * ```
 */
export function latency(
  distribution: Distribution,
  { purpose = 'latency' }: { purpose?: string } = {},
): MonoTypeOperatorFunction<Envelope> {
  return map((envelope) => envelope.delayed(envelope.chance(purpose).sample(distribution)));
}
