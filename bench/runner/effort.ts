import type { Effort } from '../suite.ts';

/** How much is measured. */
export interface Measuring {
  /** Seeds that simulated figures are taken over. */
  readonly seeds: number;
  /** How often something is built and weighed. */
  readonly weighings: number;
  /** Benny's own, seconds: of a sample, and of all samples together. */
  readonly timing: {
    readonly minTime: number;
    readonly maxTime: number;
    readonly minSamples: number;
  };
}

/** What an effort means for a scenario. */
export function measuringOf(effort: Effort, seeds = 50): Measuring {
  if (effort === 'full') {
    return { seeds, weighings: 7, timing: { minTime: 0.01, maxTime: 1, minSamples: 10 } };
  }
  return {
    seeds: Math.min(3, seeds),
    weighings: 4,
    timing: { minTime: 0.001, maxTime: 0.005, minSamples: 2 },
  };
}
