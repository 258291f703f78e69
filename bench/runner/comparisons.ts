import type { Comparison, Scenario } from '../suite.ts';
import { fits } from './fits.ts';
import { marginOf, medianOf } from './middle.ts';
import type { CaseResult, ComparisonResult, Figure } from './result.ts';

/**
 * How the ways of a scenario compare in each of its cases; none if it has but one, and none with a way
 * that was too short for its clock, as SPIN's is, which tells its time to 10 ms.
 */
export function comparisonsOf(
  { comparisons = [] }: Scenario,
  cases: readonly CaseResult[],
): ComparisonResult[] {
  return comparisons.flatMap((comparison) =>
    cases
      .filter(({ params }) => fits(params, comparison.params ?? {}))
      .map((each) => comparisonOf(comparison, each))
      .filter(({ gain }) => gain > 0 && gain < Infinity),
  );
}

function comparisonOf(
  { figure, beside, kind = 'wall', goal, otherwise }: Comparison,
  each: CaseResult,
): ComparisonResult {
  const [own, other] = [figureOf(each, figure, kind), figureOf(each, beside, kind)];
  const ratios = ratiosOf(own, other);
  const gain = medianOf(ratios);
  const met = goal === undefined ? null : gain >= goal;
  const why = met === false ? (otherwise ?? null) : null;
  const doubt = goal === undefined ? null : doubtOf(ratios, goal);
  return { params: each.params, figure, beside, kind, gain, goal: goal ?? null, met, why, doubt };
}

/**
 * Block by block where both have the same ones: what slows the host down slows both down then, and
 * the medians of either may be of other moments.
 */
function ratiosOf(own: Figure, other: Figure): number[] {
  if (own.blocks.length === 0 || own.blocks.length !== other.blocks.length) {
    return [other.p50 / own.p50];
  }
  return own.blocks.map((block, nth) => other.blocks[nth]! / block);
}

/** Said where the interval of the ratio leaves it open whether the goal is met; null where it does not. */
function doubtOf(ratios: readonly number[], goal: number): string | null {
  const [margin, gain] = [marginOf(ratios), medianOf(ratios)];
  if (!Number.isFinite(margin)) return null;
  const [low, high] = [gain * (1 - margin / 100), gain * (1 + margin / 100)];
  return low < goal && goal <= high ? `known to ±${margin.toFixed(1)}%` : null;
}

function figureOf({ figures }: CaseResult, name: string, kind: ComparisonResult['kind']): Figure {
  const figure = figures.find((each) => each.kind === kind && each.name === name);
  if (figure === undefined) throw new Error(`There is no ${kind} figure '${name}' to compare.`);
  return figure;
}
