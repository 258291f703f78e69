import { finite, requireNumber } from '../random/require-number.ts';

/**
 * What many numbers amount to. Statistics that too few numbers do not have are `null`, which JSON
 * keeps: all of them of no number, the standard deviation of a single one.
 *
 * Percentiles are exact, by nearest rank: the least number that at least 50, 90 or 99 % of all
 * numbers do not exceed. So each is one of the numbers, none is interpolated.
 */
export interface Summary {
  readonly count: number;
  readonly mean: number | null;
  /** Of a sample: the squares are divided by `count - 1`. */
  readonly standardDeviation: number | null;
  readonly min: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

/**
 * Takes numbers one by one and sums them up. Keeps each, at 8 bytes.
 *
 * @see B. P. Welford, "Note on a Method for Calculating Corrected Sums of Squares and Products",
 * 1962, for the mean and the deviation
 *
 * @example
 * const builder = new SummaryBuilder();
 * for (const ms of [1, 2, 10]) builder.add(ms);
 * builder.finish().p50; // 2
 */
export class SummaryBuilder {
  #values = new Float64Array(64);
  #count = 0;
  #mean = 0;
  #squares = 0;

  /** @throws TypeError or RangeError if `value` is no finite number */
  add(value: number): void {
    requireNumber('summary', 'value', value, finite);
    if (this.#count === this.#values.length) this.#grow();
    this.#values[this.#count++] = value;
    const off = value - this.#mean;
    this.#mean += off / this.#count;
    this.#squares += off * (value - this.#mean);
  }

  /** The summary of all numbers so far; more may follow. */
  finish(): Summary {
    const count = this.#count;
    const sorted = this.#values.slice(0, count).sort();
    return {
      count,
      mean: count > 0 ? this.#mean : null,
      standardDeviation: count > 1 ? Math.sqrt(this.#squares / (count - 1)) : null,
      min: sorted[0] ?? null,
      p50: nearestRank(sorted, 50),
      p90: nearestRank(sorted, 90),
      p99: nearestRank(sorted, 99),
      max: sorted[count - 1] ?? null,
    };
  }

  #grow(): void {
    const larger = new Float64Array(this.#values.length * 2);
    larger.set(this.#values);
    this.#values = larger;
  }
}

function nearestRank(sorted: Float64Array, percent: number): number | null {
  // Multiplied first: 0.99 * 700 is above 693 in float64, and its rank would be one too high.
  const rank = Math.ceil((percent * sorted.length) / 100);
  return sorted[rank - 1] ?? null;
}
