import type { Case, Comparison, Suite } from '../../suite.ts';
import { fits } from '../fits.ts';
import type { BenchResult, ComparisonResult } from '../result.ts';
import { placeOf } from '../text.ts';
import type { Criterion } from './criterion.ts';

/** The goals of a suite's comparisons as criteria, one for each case. */
export function gainCriteria({ name: suite, scenarios }: Suite): Criterion[] {
  return scenarios.flatMap(({ name: scenario, comparisons = [], cases }) => {
    const wanted = comparisons.filter(({ goal }) => goal !== undefined);
    if (wanted.length === 0) return [];
    return cases('full').flatMap((each) =>
      wanted
        .filter(({ params = {} }) => fits(each.params, params))
        .map((comparison) => criterionOf({ suite, scenario }, each, comparison)),
    );
  });
}

function criterionOf(
  { suite, scenario }: { readonly suite: string; readonly scenario: string },
  { params }: Case,
  { figure, beside, kind = 'wall', goal }: Comparison,
): Criterion {
  const compared = (run: BenchResult): ComparisonResult | undefined =>
    run.suites
      .filter((each) => each.suite === suite)
      .flatMap(({ scenarios }) => scenarios.filter(({ name }) => name === scenario))
      .flatMap(({ comparisons }) => comparisons)
      .filter((each) => each.figure === figure && each.beside === beside && each.kind === kind)
      .find((each) => fits(each.params, params));
  const what =
    kind === 'memory' ? `memory of ${beside} by that of ${figure}` : `${beside} by ${figure}`;
  const claim = `${scenario.replaceAll('_', ' ')}, ${placeOf(params)}: ${what}`;
  return {
    ...{ claim, from: 'asked', kind, suite, target: { above: goal! }, unit: 'times' },
    measured: (run) => compared(run)?.gain,
    why: (run) => compared(run)?.why ?? null,
    doubt: (run) => compared(run)?.doubt ?? null,
  };
}
