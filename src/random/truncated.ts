import type { Distribution } from './distribution.ts';

const ATTEMPTS_MAX = 10_000;

/**
 * Another distribution, cut to a range by drawing again until a value is inside it.
 *
 * The mean and the variance are `NaN`: they have no closed form that fits every distribution.
 * (For a normal they move towards the side that is not cut.)
 *
 * @param options.min - the least value let through   @defaultValue -Infinity
 * @param options.max - the greatest value let through   @defaultValue Infinity
 * @throws RangeError if `min > max` or a bound is `NaN`; when drawing, if 10,000 values in a row
 * were outside
 *
 * @example
 * const latency = truncated(normal({ mean: 20, standardDeviation: 8 }), { min: 0 });
 */
export function truncated(
  distribution: Distribution,
  { min = -Infinity, max = Infinity }: { min?: number; max?: number },
): Distribution {
  if (!(min <= max)) throw new RangeError(`truncated: min must be <= max, not ${min} and ${max}`);
  // Not `min` and `max`: a uniform has parameters of these names.
  const limits = {
    ...(min > -Infinity && { atLeast: min }),
    ...(max < Infinity && { atMost: max }),
  };
  return {
    name: `truncated ${distribution.name}`,
    parameters: { ...distribution.parameters, ...limits },
    mean: Number.NaN,
    variance: Number.NaN,
    sample(uniform) {
      for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
        const value = distribution.sample(uniform);
        if (value >= min && value <= max) return value;
      }
      throw new RangeError(
        `truncated: ${distribution.name} gave ${ATTEMPTS_MAX} values in a row outside ${min} to ${max}; choose a wider range`,
      );
    },
  };
}
