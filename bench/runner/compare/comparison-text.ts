import { aligned, placeOf } from '../text.ts';
import type { ComparedRun } from './compared-run.ts';
import type { FigureComparison, Verdict } from './comparison.ts';

/** What the cells of a row are. */
export const COMPARISON_HEADER: readonly string[] = [
  ...['scenario', 'case', 'figure', 'kind', 'time', '99% interval', 'noise', 'launches', ''],
];

const WORDS: Readonly<Record<Verdict, string>> = {
  slower: 'SLOWER',
  faster: 'faster',
  same: '',
  unclear: 'unclear',
};

/** A comparison as a person reads it: one table, and below it what is slower. */
export function comparisonText({ before, allowance, isComplete, figures }: ComparedRun): string {
  const rows = figures.map(comparisonRow);
  const legend =
    `time: of this build beside '${before}', both run in turns, each by a fixed loop's time;\n` +
    `SLOWER: the whole interval is beyond the allowance of ${(100 * allowance).toFixed(0)}%; ` +
    'unclear: noise hides it;\n' +
    'noise: standard deviation of the ratio between launches, robust; other results: hashes differ';
  const ended = isComplete ? [] : ['Ended early: what was not finished is left out.'];
  return `${[...aligned([COMPARISON_HEADER, ...rows]), '', legend, '', ...ended, conclusion(figures)].join('\n')}\n`;
}

/** One figure, as cells of text. */
export function comparisonRow(each: FigureComparison): string[] {
  const { ratio } = each;
  return [
    `${each.suite} / ${each.scenario}`,
    placeOf(each.params),
    each.figure,
    each.kind,
    percent(ratio.value),
    `${percent(ratio.low)} to ${percent(ratio.high)}`,
    `${each.noise.toFixed(1)}%`,
    String(each.launches),
    [WORDS[each.verdict], each.isSameWork ? '' : 'other results'].filter(Boolean).join(', '),
  ];
}

/** Which figures got slower, by name. */
export function regressionsOf(figures: readonly FigureComparison[]): FigureComparison[] {
  return figures.filter(({ verdict }) => verdict === 'slower');
}

/** What it comes to, in a sentence. */
export function conclusion(figures: readonly FigureComparison[]): string {
  const slower = regressionsOf(figures);
  const unclear = figures.filter(({ verdict }) => verdict === 'unclear').length;
  const all = `${figures.length} figures compared, ${unclear} of them unclear`;
  if (slower.length === 0) return `Nothing got slower: ${all}.`;
  const names = [...new Set(slower.map(({ suite, scenario }) => `${suite} / ${scenario}`))];
  return `Slower: ${slower.length} of ${all}: ${names.join('; ')}.`;
}

function percent(ratio: number): string {
  if (!Number.isFinite(ratio) || ratio === 0) return 'unknown';
  const off = 100 * (ratio - 1);
  return `${off < 0 ? '-' : '+'}${Math.abs(off).toFixed(1)}%`;
}
