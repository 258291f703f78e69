import type { CaseParams, Effort, Reference } from '../suite.ts';

/**
 * Whose time, or whether it is memory: `wall` is what computing took on this machine, `simulated`
 * what the modelled swarm took, the same on every machine. `cpu` is the CPU time that a call took,
 * corrected by a fixed loop for how fast the host was meanwhile: what runs are compared by.
 */
export type FigureKind = 'wall' | 'cpu' | 'simulated' | 'memory';

/** One measured quantity of a case. */
export interface Figure {
  readonly name: string;
  readonly kind: FigureKind;
  readonly unit: 'ms' | 'bytes';
  readonly p50: number;
  readonly p99: number;
  readonly mean: number;
  /** By the kind's own clock, the median of blocks; null for memory. In CPU time, what one core could do. */
  readonly opsPerSecond: number | null;
  /** Half the 95% confidence interval of p50, percent of it; null of a single block or value. */
  readonly relativeMarginOfError: number | null;
  /** How many values the percentiles are taken from: calls, seeds, or buildings. */
  readonly samples: number;
  /** Standard deviation between blocks, percent of the median; null where there are no blocks. */
  readonly noise: number | null;
  /** The median of each block, in the order in which they were measured. */
  readonly blocks: readonly number[];
}

export interface CaseResult {
  readonly params: CaseParams;
  /** Of the seed that is timed; equal in all its calls. */
  readonly hash: string;
  /** How long an operation took another implementation, elsewhere. */
  readonly reference?: Reference;
  /** In one call. */
  readonly operations: number;
  readonly figures: readonly Figure[];
}

/** How a figure stands to its floor. */
export interface FloorResult {
  readonly params: CaseParams;
  readonly figure: string;
  readonly kind: FigureKind;
  readonly unit: Figure['unit'];
  readonly percentile: 'p50' | 'p99';
  readonly below: number;
  readonly measured: number;
  readonly met: boolean;
}

/** How fast, or how small, one way is beside another. */
export interface ComparisonResult {
  readonly params: CaseParams;
  readonly figure: string;
  readonly beside: string;
  readonly kind: FigureKind;
  /** The other by its own, the median of blocks: 2 is twice as fast, or half the bytes. */
  readonly gain: number;
  /** Null when nobody asked for one. */
  readonly goal: number | null;
  readonly met: boolean | null;
  /** Why the goal is not met; null where it is, or where nobody knows. */
  readonly why: string | null;
  /** How far the ratio is known, where its interval has the goal in it; runs saved earlier do not say. */
  readonly doubt?: string | null;
}

export interface ScenarioResult {
  readonly name: string;
  readonly shows: string;
  readonly cases: readonly CaseResult[];
  /** Only those whose case was run. */
  readonly floors: readonly FloorResult[];
  readonly comparisons: readonly ComparisonResult[];
}

export interface SuiteResult {
  readonly suite: string;
  readonly scenarios: readonly ScenarioResult[];
}

/** What a run of benchmarks came to, as `--json` prints it. */
export interface BenchResult {
  readonly effort: Effort;
  readonly node: string;
  readonly cpus: { readonly model: string; readonly count: number };
  /** False if it was ended early: then only scenarios that were finished are in it. */
  readonly isComplete: boolean;
  readonly suites: readonly SuiteResult[];
}
