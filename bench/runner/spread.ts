import { build } from 'hdr-histogram-js';
import { medianOf, noiseOf } from './middle.ts';
import type { Figure } from './result.ts';

/** What is recorded, in whole numbers of the histogram: nanoseconds for ms, bytes for bytes. */
const STEPS = { ms: 1e6, bytes: 1 } as const;

/** 97.5% quantile of the normal distribution. */
const QUANTILE = 1.96;

/**
 * How values of one quantity spread: percentiles to three digits, and the error of their mean.
 * Where values come in blocks, the median is that of the blocks' medians.
 */
export class Spread {
  readonly #unit: Figure['unit'];
  readonly #histogram = histogram();
  readonly #block = histogram();
  readonly #blocks: number[] = [];
  #count = 0;
  #mean = 0;
  #squares = 0;

  constructor(unit: Figure['unit']) {
    this.#unit = unit;
  }

  /** Takes a value of at least 0. */
  record(value: number): void {
    const steps = Math.round(Math.max(0, value) * STEPS[this.#unit]);
    this.#histogram.recordValue(steps);
    this.#block.recordValue(steps);
    this.#count += 1;
    const off = value - this.#mean;
    this.#mean += off / this.#count;
    this.#squares += off * (value - this.#mean);
  }

  /** Says that the values since the last time are a block. */
  endBlock(): void {
    if (this.#block.totalCount === 0) return;
    this.#blocks.push(this.#block.getValueAtPercentile(50) / STEPS[this.#unit]);
    this.#block.reset();
  }

  /** The figure of all values so far. @param operations - in each value, for operations a second */
  figure({ name, kind, operations = 1 }: FigureOptions): Figure {
    const [count, mean, blocks] = [this.#count, this.#mean, this.#blocks];
    const error = count > 1 ? Math.sqrt(this.#squares / (count - 1) / count) : 0;
    return {
      name,
      kind,
      unit: this.#unit,
      p50: blocks.length > 0 ? medianOf(blocks) : this.#percentile(50),
      p99: this.#percentile(99),
      mean,
      opsPerSecond: this.#unit === 'ms' && mean > 0 ? (operations * 1000) / mean : null,
      relativeMarginOfError: mean === 0 ? 0 : (100 * QUANTILE * error) / mean,
      samples: count,
      noise: blocks.length > 1 ? noiseOf(blocks) : null,
      blocks: [...blocks],
    };
  }

  #percentile(percent: number): number {
    return this.#histogram.getValueAtPercentile(percent) / STEPS[this.#unit];
  }
}

interface FigureOptions extends Pick<Figure, 'name' | 'kind'> {
  readonly operations?: number;
}

function histogram() {
  return build({ numberOfSignificantValueDigits: 3, autoResize: true });
}
