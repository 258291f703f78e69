import type { LevelSeries } from '../record/level-series.ts';
import { number } from './number-text.ts';

/** Of none, and of one to eight eighths of the greatest. */
const BARS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

export function isSeries(value: unknown): value is LevelSeries {
  if (value === null || typeof value !== 'object') return false;
  return 'everyMs' in value && 'max' in value && 'means' in value && Array.isArray(value.means);
}

/** A bar for each stretch, as high as its mean is of the greatest; what a bar is, and the maximum. */
export function seriesText({ everyMs, means, max }: LevelSeries): string {
  const top = Math.max(...means);
  const eighths = BARS.length - 1;
  const barOf = (mean: number) => BARS[top === 0 ? 0 : Math.ceil((eighths * mean) / top)];
  return `|${means.map(barOf).join('')}| ${number(everyMs)} ms a bar, at most ${number(max)}`;
}
