import { from, type MonoTypeOperatorFunction, mergeMap, of } from 'rxjs';
import {
  probability as anyProbability,
  requireNumber,
  wholeNumber,
} from '../random/require-number.ts';
import type { Envelope } from './envelope.ts';

/**
 * Delivers each envelope more than once with a probability. Each copy has its own draws from here
 * on: put a latency behind it, and they arrive at different times.
 *
 * @param options.probability - from 0 to 1
 * @param options.copies - how many there are beside the first, a whole number >= 1  @defaultValue 1
 * @param options.purpose - the name of its draws; two duplications in one network need two names
 * @throws RangeError when the probability is none, or the copies are no whole number >= 1
 * @example
 * ```ts
 * const network = [duplication({ probability: 0.05 }), latency(exponential({ mean: 20 }))];
 * ```
 */
export function duplication({
  probability,
  copies = 1,
  purpose = 'duplication',
}: {
  readonly probability: number;
  readonly copies?: number;
  readonly purpose?: string;
}): MonoTypeOperatorFunction<Envelope> {
  requireNumber('duplication', 'probability', probability, anyProbability);
  requireNumber('duplication', 'copies', copies, wholeNumber(1));
  return mergeMap((envelope) => {
    if (envelope.chance(purpose).uniform() >= probability) return of(envelope);
    const others = Array.from({ length: copies }, (_, copy) =>
      envelope.duplicated(`${purpose} ${copy}`),
    );
    return from([envelope, ...others]);
  });
}
