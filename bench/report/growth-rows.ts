import type { BenchResult, CaseResult, Figure, ScenarioResult } from '../runner/result.ts';
import { type Growth, growthOf } from './growth.ts';
import { sizeOf } from './run-page.ts';

/** How a figure of a scenario grows with its size. */
export interface GrowthRow {
  readonly scenario: string;
  readonly figure: string;
  readonly kind: Figure['kind'];
  /** What the size is called, and its least and greatest. */
  readonly size: string;
  readonly growth: Growth;
}

const KINDS: readonly Figure['kind'][] = ['wall', 'simulated', 'memory'];

/** Of all scenarios with three sizes or more; wall times are of one operation. */
export function growthRows({ suites }: BenchResult): GrowthRow[] {
  return suites.flatMap(({ suite, scenarios }) =>
    scenarios.flatMap((scenario) => rowsOf(suite, scenario)),
  );
}

function rowsOf(suite: string, { name, cases }: ScenarioResult): GrowthRow[] {
  const size = sizeOf(cases);
  if (size === undefined) return [];
  const variants = [...new Set(cases.map(variantOf))];
  return variants.flatMap((variant) => {
    const of = cases.filter((each) => variantOf(each) === variant);
    const figures = (of[0]?.figures ?? []).filter(({ kind }) => KINDS.includes(kind));
    return figures.flatMap(({ name: figure, kind }) => {
      const points = of.flatMap((each) => pointOf(each, { size, figure, kind }));
      if (points.length < 3) return [];
      const from = `${size} ${points[0]![0]} to ${points.at(-1)![0]}`;
      const label = [`${suite} / ${name}`, variant].filter(Boolean).join(', ');
      return [{ scenario: label, figure, kind, size: from, growth: growthOf(points) }];
    });
  });
}

function variantOf({ params }: CaseResult): string {
  return Object.values(params)
    .filter((value) => typeof value === 'string')
    .join(', ');
}

function pointOf(
  { params, figures, operations }: CaseResult,
  at: { readonly size: string; readonly figure: string; readonly kind: Figure['kind'] },
): [number, number][] {
  const found = figures.find(({ name, kind }) => name === at.figure && kind === at.kind);
  if (found === undefined || found.p50 === 0) return [];
  return [[Number(params[at.size]), found.p50 / (at.kind === 'wall' ? operations : 1)]];
}

/** The usual names of exponents. */
const NAMES: readonly (readonly [number, string])[] = [
  [-1, 'O(1/n)'],
  [0, 'O(1)'],
  [1, 'O(n)'],
  [2, 'O(n²)'],
];
/** No figure is so exact that an exponent nearer than this is another. */
const MARGIN = 0.1;

/** An interval wider than twice this would fit one name by chance. */
const MARGIN_MAX = 0.3;

/** The name of an exponent, if but one lies within its interval, and that is narrow enough. */
export function nameOf({ exponent, margin }: Growth): string {
  if (margin > MARGIN_MAX) return '';
  const within = NAMES.filter(([named]) => Math.abs(exponent - named) <= Math.max(margin, MARGIN));
  return within.length === 1 ? within[0]![1] : '';
}
