import { type MonoTypeOperatorFunction, map } from 'rxjs';
import type { Distribution } from '../random/distribution.ts';
import { probability as anyProbability, requireNumber } from '../random/require-number.ts';
import type { Envelope } from './envelope.ts';

/**
 * Delays each envelope with a probability by a draw from a distribution: a link that stutters.
 *
 * @param options.probability - from 0 to 1
 * @param options.distribution - the delay on top of all others, simulated ms; never below 0
 * @param options.purpose - the name of its draws; two of them in one network need two names
 * @throws RangeError when the probability is none, or a draw is negative or not finite
 * @example
 * ```ts
 * const spikes = delaySpikes({ probability: 0.01, distribution: exponential({ mean: 500 }) });
 * ```
 */
export function delaySpikes({
  probability,
  distribution,
  purpose = 'delay spikes',
}: {
  readonly probability: number;
  readonly distribution: Distribution;
  readonly purpose?: string;
}): MonoTypeOperatorFunction<Envelope> {
  requireNumber('delaySpikes', 'probability', probability, anyProbability);
  return map((envelope) => {
    const chance = envelope.chance(purpose);
    return chance.uniform() < probability
      ? envelope.delayed(chance.sample(distribution))
      : envelope;
  });
}
