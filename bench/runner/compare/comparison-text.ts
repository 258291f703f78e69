import { aligned, placeOf } from '../text.ts';
import type { ComparedRun } from './compared-run.ts';
import type { FigureComparison, Verdict } from './comparison.ts';
import type { LeftOut } from './contenders.ts';

/** What the cells of a row are. */
export const COMPARISON_HEADER: readonly string[] = [
  ...['scenario', 'case', 'figure', 'kind', 'change', '99% interval', 'noise', 'launches', ''],
];

const WORDS: Readonly<Record<Verdict, string>> = {
  slower: 'SLOWER',
  faster: 'faster',
  same: '',
  unclear: 'unclear',
};
const WORDS_OF_MEMORY: typeof WORDS = { ...WORDS, slower: 'LARGER', faster: 'smaller' };

/** What is not looked at in any comparison, and why. */
const NEVER_COMPARED = [
  'p99: blocks have too few calls for it',
  'wall times, but those of own ways: they depend on what else the host does',
  'CPU times of parts of a call',
];

/** A comparison as a person reads it: one table, and below it what is slower, and what was not compared. */
export function comparisonText(compared: ComparedRun): string {
  const { before, allowance, figures } = compared;
  const rows = figures.map(comparisonRow);
  const legend =
    `change: of this build from '${before}', both run in turns, each time by a fixed loop's;\n` +
    `SLOWER, LARGER: the whole interval is beyond the allowance of ${(100 * allowance).toFixed(0)}%; ` +
    'unclear: noise hides it;\n' +
    'simulated: of the median over seeds, which has no noise; memory: what is kept or taken up;\n' +
    'noise: standard deviation of the ratio between launches, robust; other results: hashes differ';
  const not = notCompared(compared).map((line) => `not compared: ${line}`);
  const parts = [aligned([COMPARISON_HEADER, ...rows]), [legend], not, [conclusion(compared)]];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** What a comparison says nothing of, a line for each. */
export function notCompared({ leftOut }: ComparedRun): string[] {
  return [...leftOutLines(leftOut), ...NEVER_COMPARED];
}

/** What was left out, a line for each scenario and reason. */
export function leftOutLines(leftOut: readonly LeftOut[]): string[] {
  const counts = new Map<string, { readonly first: LeftOut; count: number }>();
  for (const each of leftOut) {
    const key = [each.suite, each.scenario, each.what, each.reason].join();
    const known = counts.get(key) ?? { first: each, count: 0 };
    counts.set(key, { ...known, count: known.count + 1 });
  }
  return [...counts.values()].map(({ first: { suite, scenario, what, reason }, count }) => {
    const cases = count === 1 ? '1 case' : `${count} cases`;
    const which = what === 'all' ? cases : `${WHAT[what]} of ${cases}`;
    return `${suite} / ${scenario}, ${which}: ${reason}`;
  });
}

const WHAT = { simulated: 'simulated time', memory: 'memory' } as const;

/** One figure, as cells of text. */
export function comparisonRow(each: FigureComparison): string[] {
  const { ratio } = each;
  const words = each.kind === 'memory' ? WORDS_OF_MEMORY : WORDS;
  return [
    `${each.suite} / ${each.scenario}`,
    placeOf(each.params),
    each.figure,
    each.kind,
    percent(ratio.value),
    ...(each.kind === 'simulated' ? ['exact', '', ''] : measuredCells(each)),
    [words[each.verdict], each.isSameWork ? '' : 'other results'].filter(Boolean).join(', '),
  ];
}

function measuredCells({ ratio, noise, launches }: FigureComparison): string[] {
  const interval = `${percent(ratio.low)} to ${percent(ratio.high)}`;
  return [interval, `${noise.toFixed(1)}%`, String(launches)];
}

/** Which figures got slower, or larger. */
function regressionsOf(figures: readonly FigureComparison[]): FigureComparison[] {
  return figures.filter(({ verdict }) => verdict === 'slower');
}

/** What the command says that compared: of nothing, it cannot say that nothing got slower. */
export function exitCodeOf({ figures }: ComparedRun): number {
  if (figures.length === 0) return 2;
  return regressionsOf(figures).length > 0 ? 1 : 0;
}

/** What it comes to, in a sentence. */
export function conclusion({ figures, isComplete }: ComparedRun): string {
  const slower = regressionsOf(figures);
  const unclear = figures.filter(({ verdict }) => verdict === 'unclear').length;
  if (figures.length === 0) {
    const why = ': it was ended early, before the first scenario was finished';
    return `Nothing was compared${isComplete ? '' : why}.`;
  }
  const early = isComplete ? '' : 'Ended early. ';
  const all = `${figures.length} ${figures.length === 1 ? 'figure' : 'figures'}, ${unclear} of them unclear`;
  if (slower.length === 0) return `${early}Nothing that was compared got slower or larger: ${all}.`;
  const names = [...new Set(slower.map(({ suite, scenario }) => `${suite} / ${scenario}`))];
  return `${early}Slower or larger: ${slower.length} of ${all}: ${names.join('; ')}.`;
}

function percent(ratio: number): string {
  if (!Number.isFinite(ratio) || ratio === 0) return 'unknown';
  const off = 100 * (ratio - 1);
  return `${off < 0 ? '-' : '+'}${Math.abs(off).toFixed(1)}%`;
}
