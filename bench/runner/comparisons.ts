import type { Comparison, Scenario } from '../suite.ts';
import { fits } from './fits.ts';
import type { CaseResult, ComparisonResult } from './result.ts';

/** How the ways of a scenario compare in each of its cases; none if it has but one. */
export function comparisonsOf(
  { comparisons = [] }: Scenario,
  cases: readonly CaseResult[],
): ComparisonResult[] {
  return comparisons.flatMap((comparison) =>
    cases
      .filter(({ params }) => fits(params, comparison.params ?? {}))
      .map((each) => comparisonOf(comparison, each)),
  );
}

function comparisonOf(
  { figure, beside, kind = 'wall', goal, otherwise }: Comparison,
  each: CaseResult,
): ComparisonResult {
  const gain = medianOf(each, beside, kind) / medianOf(each, figure, kind);
  const met = goal === undefined ? null : gain >= goal;
  const why = met === false ? (otherwise ?? null) : null;
  return { params: each.params, figure, beside, kind, gain, goal: goal ?? null, met, why };
}

function medianOf({ figures }: CaseResult, name: string, kind: ComparisonResult['kind']): number {
  const figure = figures.find((each) => each.kind === kind && each.name === name);
  if (figure === undefined) throw new Error(`There is no ${kind} figure '${name}' to compare.`);
  return figure.p50;
}
