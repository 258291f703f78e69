import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { medianOf } from './middle.ts';

const RESAMPLES = 400;

/**
 * The standard error of the median of values that came one after another, percent of it; infinite of
 * a single one. By the moving-block bootstrap, as far as the values go: it takes no distribution for
 * granted, so that two speeds count as such, and draws runs of neighbours, so that values that are like
 * those before them do not count as so many. Always the same of the same values.
 *
 * @see H. R. Künsch, The Jackknife and the Bootstrap for General Stationary Observations, 1989
 */
export function medianErrorOf(values: readonly number[]): number {
  const median = medianOf(values);
  if (values.length < 2) return Infinity;
  if (median === 0) return 0;
  const length = Math.ceil(Math.cbrt(values.length));
  const random = xoroshiro128plus(values.length);
  const medians = Array.from({ length: RESAMPLES }, () =>
    medianOf(resampled(values, length, () => uniformInt(random, 0, values.length - length))),
  );
  return (100 * deviationOf(medians)) / median;
}

/** As many values, in runs of neighbours that begin where they are told to. */
function resampled(values: readonly number[], length: number, draw: () => number): number[] {
  const drawn: number[] = [];
  while (drawn.length < values.length) {
    const from = draw();
    drawn.push(...values.slice(from, from + Math.min(length, values.length - drawn.length)));
  }
  return drawn;
}

function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
