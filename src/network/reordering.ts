import { type MonoTypeOperatorFunction, map } from 'rxjs';
import {
  probability as anyProbability,
  notNegative,
  requireNumber,
} from '../random/require-number.ts';
import type { Envelope } from './envelope.ts';

/**
 * Holds each envelope back with a probability, so that those which are sent up to `withinMs` after
 * it on its link may overtake it. Put it behind a `fifo`, which would put them in order again.
 *
 * @param options.probability - from 0 to 1
 * @param options.withinMs - it is held back by up to so much, evenly; simulated ms, >= 0
 * @param options.purpose - the name of its draws; two of them in one network need two names
 * @throws RangeError when the probability is none, or the time negative or not finite
 * @example
 * ```ts
 * const network = [latency(constant(20)), reordering({ probability: 0.1, withinMs: 50 })];
 * ```
 */
export function reordering({
  probability,
  withinMs,
  purpose = 'reordering',
}: {
  readonly probability: number;
  readonly withinMs: number;
  readonly purpose?: string;
}): MonoTypeOperatorFunction<Envelope> {
  requireNumber('reordering', 'probability', probability, anyProbability);
  requireNumber('reordering', 'withinMs', withinMs, notNegative);
  return map((envelope) => {
    const chance = envelope.chance(purpose);
    return chance.uniform() < probability
      ? envelope.delayed(chance.uniform() * withinMs)
      : envelope;
  });
}
