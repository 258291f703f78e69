import type { Comparison, Scenario } from '../suite.ts';
import { fits } from './fits.ts';
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
  const gain = other.p50 / own.p50;
  const met = goal === undefined ? null : gain >= goal;
  const why = met === false ? (otherwise ?? doubtOf(own, other, goal!)) : null;
  return { params: each.params, figure, beside, kind, gain, goal: goal ?? null, met, why };
}

/** Said where the intervals of the two leave it open whether the goal is met; null where they do not. */
function doubtOf(own: Figure, other: Figure, goal: number): string | null {
  const [ownError, otherError] = [own, other].map((each) => each.relativeMarginOfError ?? 0);
  const most = (other.p50 * (1 + otherError! / 100)) / (own.p50 * (1 - ownError! / 100));
  if (most < goal) return null;
  return `unclear, for the two are known to ±${ownError!.toFixed(1)}% and ±${otherError!.toFixed(1)}%`;
}

function figureOf({ figures }: CaseResult, name: string, kind: ComparisonResult['kind']): Figure {
  const figure = figures.find((each) => each.kind === kind && each.name === name);
  if (figure === undefined) throw new Error(`There is no ${kind} figure '${name}' to compare.`);
  return figure;
}
