import { build } from 'hdr-histogram-js';
import { halfInterval, marginOf, medianOf, medianRanks, noiseOf } from './middle.ts';
import type { Figure } from './result.ts';

/** What is recorded, in whole numbers of the histogram: nanoseconds for ms, bytes for bytes. */
const STEPS = { ms: 1e6, bytes: 1 } as const;

/**
 * How values of one quantity spread: percentiles to three digits, and the error of their median.
 * Where values come in blocks, the median is that of the blocks' medians.
 */
export class Spread {
  readonly #unit: Figure['unit'];
  readonly #histogram = histogram();
  readonly #block = histogram();
  readonly #blocks: number[] = [];
  readonly #blockMeans: number[] = [];
  #count = 0;
  #mean = 0;
  #blockCount = 0;
  #blockMean = 0;

  constructor(unit: Figure['unit']) {
    this.#unit = unit;
  }

  /** Takes a value of at least 0. */
  record(value: number): void {
    const steps = Math.round(Math.max(0, value) * STEPS[this.#unit]);
    this.#histogram.recordValue(steps);
    this.#block.recordValue(steps);
    this.#count += 1;
    this.#mean += (value - this.#mean) / this.#count;
    this.#blockCount += 1;
    this.#blockMean += (value - this.#blockMean) / this.#blockCount;
  }

  /** Says that the values since the last time are a block. */
  endBlock(): void {
    if (this.#blockCount === 0) return;
    this.#blocks.push(this.#block.getValueAtPercentile(50) / STEPS[this.#unit]);
    this.#blockMeans.push(this.#blockMean);
    this.#block.reset();
    [this.#blockCount, this.#blockMean] = [0, 0];
  }

  /** Half the 95% confidence interval of the median so far, percent; infinite of a single value. */
  get margin(): number {
    if (this.#blocks.length > 0) return marginOf(this.#blocks);
    if (this.#count < 2) return Infinity;
    const at = (rank: number) => this.#percentile((100 * rank) / this.#count);
    const [low, high] = medianRanks(this.#count);
    return halfInterval(at(low), this.#percentile(50), at(high));
  }

  /** The figure of all values so far. @param operations - in each value, for operations a second */
  figure({ name, kind, operations = 1 }: FigureOptions): Figure {
    const [count, mean, blocks] = [this.#count, this.#mean, this.#blocks];
    // Of blocks, so that a burst of other work on the host does not count.
    const usual = blocks.length > 0 ? medianOf(this.#blockMeans) : mean;
    return {
      name,
      kind,
      unit: this.#unit,
      p50: blocks.length > 0 ? medianOf(blocks) : this.#percentile(50),
      p99: this.#percentile(99),
      mean,
      opsPerSecond: this.#unit === 'ms' && usual > 0 ? (operations * 1000) / usual : null,
      relativeMarginOfError: Number.isFinite(this.margin) ? this.margin : null,
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
