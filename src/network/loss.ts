import { filter, type MonoTypeOperatorFunction } from 'rxjs';
import { probability as anyProbability, requireNumber } from '../random/require-number.ts';
import type { Envelope } from './envelope.ts';

/**
 * Loses each envelope with a probability, independent of all others.
 *
 * @param options.probability - from 0 to 1
 * @param options.purpose - the name of its draws; two losses in one network need two names
 * @throws RangeError when the probability is none
 * @example
 * ```ts
 * const swarm = createSwarm({ seed: 7, network: [loss({ probability: 0.01 })] });
 * ```
 */
export function loss({
  probability,
  purpose = 'loss',
}: {
  readonly probability: number;
  readonly purpose?: string;
}): MonoTypeOperatorFunction<Envelope> {
  requireNumber('loss', 'probability', probability, anyProbability);
  return filter((envelope) => {
    const isLost = envelope.chance(purpose).uniform() < probability;
    if (isLost) envelope.lose('the network lost it');
    return !isLost;
  });
}
