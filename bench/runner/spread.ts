import { build } from 'hdr-histogram-js';
import type { Figure } from './result.ts';

/** What is recorded, in whole numbers of the histogram: nanoseconds for ms, bytes for bytes. */
const STEPS = { ms: 1e6, bytes: 1 } as const;

/** 97.5% quantile of the normal distribution. */
const QUANTILE = 1.96;

/** How values of one quantity spread: percentiles to three digits, and the error of their mean. */
export class Spread {
  readonly #unit: Figure['unit'];
  readonly #histogram = build({ numberOfSignificantValueDigits: 3, autoResize: true });
  #count = 0;
  #mean = 0;
  #squares = 0;

  constructor(unit: Figure['unit']) {
    this.#unit = unit;
  }

  /** Takes a value of at least 0. */
  record(value: number): void {
    this.#histogram.recordValue(Math.round(Math.max(0, value) * STEPS[this.#unit]));
    this.#count += 1;
    const off = value - this.#mean;
    this.#mean += off / this.#count;
    this.#squares += off * (value - this.#mean);
  }

  /** The figure of all values so far. @param operations - in each value, for operations a second */
  figure({ name, kind, operations = 1 }: FigureOptions): Figure {
    const [count, mean] = [this.#count, this.#mean];
    const error = count > 1 ? Math.sqrt(this.#squares / (count - 1) / count) : 0;
    return {
      name,
      kind,
      unit: this.#unit,
      p50: this.#percentile(50),
      p99: this.#percentile(99),
      mean,
      opsPerSecond: this.#unit === 'ms' && mean > 0 ? (operations * 1000) / mean : null,
      relativeMarginOfError: mean === 0 ? 0 : (100 * QUANTILE * error) / mean,
      samples: count,
    };
  }

  #percentile(percent: number): number {
    return this.#histogram.getValueAtPercentile(percent) / STEPS[this.#unit];
  }
}

interface FigureOptions extends Pick<Figure, 'name' | 'kind'> {
  readonly operations?: number;
}
