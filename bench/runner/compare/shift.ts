/** An estimate with its confidence interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** 99.5% quantile of the normal distribution: 99% confidence, for a run compares many cases. */
const QUANTILE = 2.576;

/**
 * By how much differences are off 0: the Hodges-Lehmann estimate, the median of the means of all
 * pairs of them, and the interval that belongs to Wilcoxon's signed-rank test, 99% in the normal
 * approximation. A few wild ones hardly move either. With fewer than 8 differences there is no
 * such interval, and it is infinite.
 *
 * Source: J. L. Hodges, E. L. Lehmann, Estimates of location based on rank tests, 1963.
 */
export function shiftOf(differences: readonly number[]): Estimate {
  const count = differences.length;
  const means = differences
    .flatMap((one, at) => differences.slice(at).map((other) => (one + other) / 2))
    .sort((a, b) => a - b);
  const pairs = means.length;
  const value = (means[(pairs - 1) >> 1]! + means[pairs >> 1]!) / 2;
  const deviation = Math.sqrt((count * (count + 1) * (2 * count + 1)) / 24);
  const rank = Math.floor(pairs / 2 - QUANTILE * deviation);
  if (count < 8) return { value, low: -Infinity, high: Infinity };
  return {
    value,
    low: means[Math.max(0, rank)]!,
    high: means[Math.min(pairs - 1, pairs - 1 - rank)]!,
  };
}
