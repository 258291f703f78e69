/** The median; of an even number of values, the mean of the two in the middle. */
export function medianOf(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('There is no median of no values.');
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** What makes the median absolute deviation of normal values their standard deviation. */
const NORMAL = 1.4826;

/**
 * How much values differ from their median, percent of it: the median absolute deviation, scaled
 * to be a standard deviation when they are normal. A few wild values do not move it.
 */
export function noiseOf(values: readonly number[]): number {
  const median = medianOf(values);
  if (median === 0) return 0;
  return (100 * NORMAL * medianOf(values.map((value) => Math.abs(value - median)))) / median;
}

/** Of a median of normal values, by that of their mean. */
const MEDIAN_BY_MEAN = Math.sqrt(Math.PI / 2);

/** The standard error of the median of values, percent of it; infinite of a single one. */
export function errorOf(values: readonly number[]): number {
  if (values.length < 2) return Infinity;
  return (MEDIAN_BY_MEAN * noiseOf(values)) / Math.sqrt(values.length);
}
