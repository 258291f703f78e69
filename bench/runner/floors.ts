import type { Scenario } from '../suite.ts';
import { fits } from './fits.ts';
import type { CaseResult, FloorResult } from './result.ts';

/** How the figures of a scenario stand to its floors: wall, simulated or memory. */
export function floorsOf({ floors = [] }: Scenario, cases: readonly CaseResult[]): FloorResult[] {
  return floors.flatMap(({ params, figure: name, kind: of, percentile, below }) =>
    cases
      .filter((each) => fits(each.params, params))
      .flatMap(({ params, figures }) =>
        figures
          .filter(({ name: called, kind }) => called === name && (of ?? kind) === kind)
          .filter(({ kind }) => kind !== 'cpu')
          .map(({ kind, unit, [percentile]: measured }) => {
            const met = measured < below;
            return { params, figure: name, kind, unit, percentile, below, measured, met };
          }),
      ),
  );
}
