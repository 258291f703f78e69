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

/** What leaves 2.5% of a normal distribution above it. */
const QUANTILE = 1.96;
/** The chance that a median's true value is below its interval; and as much above. */
const TAIL = 0.025;

/**
 * Which of so many values in order, from 1, are the ends of the 95% confidence interval of their
 * median, whatever their distribution: as many lie below the true median as heads in tosses of a
 * coin. Fewer than six have no such interval: then the least and the greatest, which is less sure.
 *
 * @see H. A. David, H. N. Nagaraja, Order Statistics, 2003, section 7.1
 */
export function medianRanks(count: number): readonly [low: number, high: number] {
  // From there on the bell curve is within one rank of the binomial one.
  const low = count > 100 ? Math.floor((count - QUANTILE * Math.sqrt(count)) / 2) : tosses(count);
  return [Math.max(1, low), count + 1 - Math.max(1, low)];
}

/** The most tosses of so many that come out heads with a chance of at most the tail; and one more. */
function tosses(count: number): number {
  let [heads, chance, below] = [0, 0.5 ** count, 0.5 ** count];
  while (below <= TAIL) {
    heads += 1;
    chance *= (count - heads + 1) / heads;
    below += chance;
  }
  return heads;
}

/** Half the 95% confidence interval of the median of values, percent of it; infinite of a single one. */
export function marginOf(values: readonly number[]): number {
  if (values.length < 2) return Infinity;
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = medianRanks(sorted.length);
  return halfInterval(sorted[low - 1]!, medianOf(values), sorted[high - 1]!);
}

/** Half of what is between the ends, percent of the middle. */
export function halfInterval(low: number, middle: number, high: number): number {
  return middle === 0 ? 0 : (100 * (high - low)) / 2 / middle;
}
