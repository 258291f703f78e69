import { expect, test } from 'vitest';
import { metricLines } from '../../src/cli/metrics-text.ts';

const plain = (lines: readonly string[]) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters.
  lines.map((line) => line.replaceAll(/\u001b\[\d+m/g, ''));

test('names become words, and the unit follows from the name', () => {
  const lines = metricLines({ firstHeardMs: 12.5, jobsInside: 4_000, arrivalsPerMs: 0.25 });
  expect(plain(lines)).toEqual([
    '  first heard     12.5  ms',
    '  jobs inside  4,000',
    '  arrivals         0.25 per ms',
  ]);
});

test('summaries are a table, and what too few numbers do not have is a dash', () => {
  const none = { mean: null, standardDeviation: null, min: null, p50: null, p90: null, p99: null };
  const lines = metricLines({ waitMs: { count: 0, ...none, max: null } });
  expect(plain(lines)).toEqual([
    '        count  mean  deviation  min  p50  p90  p99  max',
    '  wait      0     -          -    -    -    -    -    -  ms',
  ]);
});

test('a level over time is a line of bars, none where it was 0', () => {
  const depthOverTime = { everyMs: 4, means: [0, 1, 8, 4, 0], max: 9 };
  expect(plain(metricLines({ depthOverTime }))).toEqual([
    '  depth over time  | ▁█▄ | 4 ms a bar, at most 9',
  ]);
  const empty = { everyMs: 1, means: [0], max: 0 };
  expect(plain(metricLines({ empty }))).toEqual(['  empty  | | 1 ms a bar, at most 0']);
});
