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

function comparisonOf({ figure, beside, goal }: Comparison, each: CaseResult) {
  const timesAsFast = medianOf(each, beside) / medianOf(each, figure);
  const met = goal === undefined ? null : timesAsFast >= goal;
  return { params: each.params, figure, beside, timesAsFast, goal: goal ?? null, met };
}

function medianOf({ figures }: CaseResult, name: string): number {
  const figure = figures.find((each) => each.kind === 'wall' && each.name === name);
  if (figure === undefined) throw new Error(`There is no figure '${name}' to compare.`);
  return figure.p50;
}
