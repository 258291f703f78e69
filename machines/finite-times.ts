/**
 * Refuses a time that no timer can have.
 *
 * @param owner - whose it is, as `A pipeline`
 * @throws RangeError when it is not finite and > 0
 */
export function requirePositive(owner: string, name: string, ms: number): void {
  if (!(ms > 0 && ms < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${owner} has a finite ${name} > 0, not ${ms}.`);
  }
}

/**
 * As {@link requirePositive}, but that a time may be none at all.
 *
 * @throws RangeError when it is not finite and >= 0
 */
export function requireNotNegative(owner: string, name: string, ms: number): void {
  if (!(ms >= 0 && ms < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${owner} has a finite ${name} >= 0, not ${ms}.`);
  }
}
