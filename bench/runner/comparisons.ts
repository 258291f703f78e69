import type { Scenario } from '../suite.ts';
import type { CaseResult, ComparisonResult } from './result.ts';

/** How the two ways of a scenario compare in each of its cases; none if it has but one. */
export function comparisonsOf(
  { comparison }: Scenario,
  cases: readonly CaseResult[],
): ComparisonResult[] {
  if (comparison === undefined) return [];
  const { figure, beside, goal } = comparison;
  return cases.map((each) => {
    const timesAsFast = medianOf(each, beside) / medianOf(each, figure);
    return { params: each.params, figure, beside, timesAsFast, goal, met: timesAsFast >= goal };
  });
}

function medianOf({ figures }: CaseResult, name: string): number {
  const figure = figures.find((each) => each.kind === 'wall' && each.name === name);
  if (figure === undefined) throw new Error(`There is no figure '${name}' to compare.`);
  return figure.p50;
}
