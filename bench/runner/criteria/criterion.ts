import type { CaseParams } from '../../suite.ts';
import { fits } from '../fits.ts';
import type { BenchResult, CaseResult, Figure, FigureKind } from '../result.ts';

/** Where a figure is found in a run. */
export interface FigureAddress {
  readonly suite: string;
  readonly scenario: string;
  /** The case is the first with these params. */
  readonly params: CaseParams;
  readonly figure: string;
  readonly kind: FigureKind;
}

/** Something that is asked of what was measured. */
export interface Criterion {
  readonly claim: string;
  /** Who asks: what is asked for from outside, what the project asks of itself, or another code. */
  readonly from: 'asked' | 'goal' | 'Rust';
  /** Whose clock. */
  readonly kind: FigureKind;
  /** The suite that measures it. */
  readonly suite: string;
  /** In ms or bytes, of one operation; or in `unit`. */
  readonly target: { readonly below: number } | { readonly above: number };
  readonly unit: 'ms' | 'bytes' | '/s' | '%' | 'exponent' | 'times';
  /** Undefined where the run has nothing to tell it from. */
  measured(run: BenchResult): number | undefined;
  /** Why it is not met, in a run in which it is not; null where nobody knows. */
  why?(run: BenchResult): string | null;
  /** How far what is measured is known, where that leaves open whether it is met; else null. */
  doubt?(run: BenchResult): string | null;
}

/** How a run stands to a criterion. */
export interface CriterionResult {
  readonly claim: string;
  readonly from: Criterion['from'];
  readonly kind: FigureKind;
  readonly target: Criterion['target'];
  readonly unit: Criterion['unit'];
  /** Null if it was not measured. */
  readonly measured: number | null;
  readonly met: boolean;
  /** Why it is not met; null where it is, or where nobody knows. */
  readonly why: string | null;
  /** How far it is known, where that leaves open whether it is met. */
  readonly doubt: string | null;
}

/** A case's figure; undefined if it is not in the run. */
export function figureAt(
  run: BenchResult,
  { suite, scenario, params, figure, kind }: FigureAddress,
): { readonly figure: Figure; readonly of: CaseResult } | undefined {
  const of = casesAt(run, suite, scenario).find((each) => fits(each.params, params));
  const found = of?.figures.find((each) => each.name === figure && each.kind === kind);
  return of !== undefined && found !== undefined ? { figure: found, of } : undefined;
}

/** The cases of a scenario; none if it is not in the run. */
export function casesAt(run: BenchResult, suite: string, scenario: string): readonly CaseResult[] {
  const scenarios = run.suites.find((each) => each.suite === suite)?.scenarios ?? [];
  return scenarios.find(({ name }) => name === scenario)?.cases ?? [];
}

/** How a run stands to criteria: to those whose suite is in it, or all of them. */
export function judgedBy(criteria: readonly Criterion[], run: BenchResult): CriterionResult[] {
  return criteria.map(({ measured: read, why, doubt, suite: _, ...criterion }) => {
    const measured = read(run) ?? null;
    const met = measured !== null && isMet(measured, criterion.target);
    const told = { why: met ? null : (why?.(run) ?? null), doubt: doubt?.(run) ?? null };
    return { ...criterion, measured, met, ...told };
  });
}

function isMet(measured: number, target: Criterion['target']): boolean {
  return 'below' in target ? measured < target.below : measured > target.above;
}
