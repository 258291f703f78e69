import type { Effort } from '../suite.ts';

/** How much is measured. */
export interface Measuring {
  /** Seeds that simulated figures are taken over. */
  readonly seeds: number;
  /** How often something is built and weighed. */
  readonly weighings: number;
  /** How often the cases of a scenario take turns. */
  readonly blocks: number;
  /** How many there are at most where they disagree, but for the error of CPU time. */
  readonly blocksMax: number;
  /** Blocks disagree while the 95% interval of their median is wider than twice this, percent of it. */
  readonly marginMax: number;
  /** How long there are more blocks than the least that have such an interval, ms. */
  readonly blocksMsMax: number;
  /** The standard error of CPU time above which there are still more blocks, percent of it. */
  readonly errorMax: number;
  /** How many there are of those at most, */
  readonly errorBlocksMax: number;
  /** and how long, ms. */
  readonly errorBlocksMsMax: number;
  /** How long calls are made before the first block, ms. */
  readonly warmUpMs: number;
  /** How much CPU time the calls of a block take that is counted, ms. */
  readonly cpuMs: number;
  /** Benny's own, seconds, within a block: of a sample, and of all samples together. */
  readonly timing: {
    readonly minTime: number;
    readonly maxTime: number;
    readonly minSamples: number;
  };
}

const FULL = {
  weighings: 15,
  blocks: 12,
  blocksMax: 60,
  marginMax: 4,
  blocksMsMax: 16_000,
  errorMax: 4.5,
  errorBlocksMax: 240,
  errorBlocksMsMax: 36_000,
  warmUpMs: 800,
  cpuMs: 40,
  timing: { minTime: 0.005, maxTime: 0.05, minSamples: 1 },
};
const QUICK = {
  weighings: 4,
  blocks: 3,
  blocksMax: 3,
  marginMax: 4,
  blocksMsMax: 8_000,
  errorMax: Infinity,
  errorBlocksMax: 3,
  errorBlocksMsMax: 8_000,
  warmUpMs: 1,
  cpuMs: 0.5,
  timing: { minTime: 0.0005, maxTime: 0.001, minSamples: 1 },
};

/** What an effort means for a scenario. */
export function measuringOf(effort: Effort, seeds = 50): Measuring {
  return effort === 'full' ? { ...FULL, seeds } : { ...QUICK, seeds: Math.min(3, seeds) };
}
