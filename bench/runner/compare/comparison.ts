import type { CaseParams } from '../../suite.ts';
import type { CallsBlock } from '../calls.ts';
import { medianOf, noiseOf } from '../middle.ts';
import { type Estimate, shiftOf } from './shift.ts';

/**
 * `slower` and `faster`: the whole interval is beyond the allowance; of memory, that is larger and
 * smaller. `same`: none of it is. `unclear`: noise does not let it be said.
 */
export type Verdict = 'slower' | 'faster' | 'same' | 'unclear';

/** How a figure of a case stands to what it was. */
export interface FigureComparison {
  readonly suite: string;
  readonly scenario: string;
  readonly params: CaseParams;
  readonly figure: string;
  /**
   * CPU time of a call; or wall time of a part, where a call does the work in several ways. Simulated
   * time follows from the seeds, and has no noise.
   */
  readonly kind: 'cpu' | 'wall' | 'simulated' | 'memory';
  /** New by old: 1.2 takes a fifth longer, or more memory. With its 99% confidence interval. */
  readonly ratio: Estimate;
  /** Standard deviation of that ratio between launches, percent, robust. */
  readonly noise: number;
  readonly launches: number;
  readonly verdict: Verdict;
  /** Whether both came to equal hashes: otherwise they did not do the same. */
  readonly isSameWork: boolean;
}

/** What both sides measured in one round. */
export interface Pair {
  readonly before: CallsBlock;
  readonly now: CallsBlock;
}

/**
 * The ratios of a figure, launch by launch, each the median of its blocks; each time by the
 * reference loop of its own block. Blocks of a launch share how their processes came to be compiled
 * and laid out in memory, so that many of them say no more than a few.
 */
export function ratiosOf(launches: readonly Pair[][], part: string | undefined): number[] {
  const timeOf = ({ cpuMs, referenceMs, parts }: CallsBlock): number =>
    part === undefined ? cpuMs / referenceMs : parts[part]! / referenceMs;
  return launches.map((pairs) =>
    medianOf(pairs.map(({ before, now }) => timeOf(now) / timeOf(before))),
  );
}

/** @param allowance - how much slower is still the same: 0.1 for 10% */
export function judged(
  ratios: readonly number[],
  allowance: number,
): Pick<FigureComparison, 'ratio' | 'noise' | 'verdict' | 'launches'> {
  const shift = shiftOf(ratios.map(Math.log));
  const ratio = {
    value: Math.exp(shift.value),
    low: Math.exp(shift.low),
    high: Math.exp(shift.high),
  };
  const verdict = verdictOf(ratio, allowance);
  return { ratio, noise: noiseOf(ratios), launches: ratios.length, verdict };
}

/** Of what is the same whenever it is measured. */
export function judgedExactly(
  before: number,
  now: number,
  allowance: number,
): Pick<FigureComparison, 'ratio' | 'noise' | 'verdict' | 'launches'> {
  const value = now === before ? 1 : now / before;
  const ratio = { value, low: value, high: value };
  return { ratio, noise: 0, launches: 1, verdict: verdictOf(ratio, allowance) };
}

function verdictOf({ low, high }: Estimate, allowance: number): Verdict {
  const [slower, faster] = [1 + allowance, 1 / (1 + allowance)];
  if (low > slower) return 'slower';
  if (high < faster) return 'faster';
  return low >= faster && high <= slower ? 'same' : 'unclear';
}
