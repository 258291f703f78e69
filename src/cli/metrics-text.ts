import pc from 'picocolors';
import { number } from './number-text.ts';
import { isSeries, seriesText } from './series-text.ts';

/** What `summary` gives, as columns in the order in which they are read. */
const columns = {
  count: 'count',
  mean: 'mean',
  standardDeviation: 'deviation',
  min: 'min',
  p50: 'p50',
  p90: 'p90',
  p99: 'p99',
  max: 'max',
} as const;

type SummaryRow = Readonly<Record<keyof typeof columns, number | null>>;

/** Metrics as a person reads them: plain ones one a line, summaries in a table below them. */
export function metricLines(metrics: Readonly<Record<string, unknown>>): string[] {
  const entries = Object.entries(metrics);
  const summaries = entries.filter((entry): entry is [string, SummaryRow] => isSummary(entry[1]));
  const plain = entries.filter(([, value]) => !isSummary(value));
  const table = summaries.length === 0 ? [] : tableLines(summaries);
  const gap = plain.length > 0 && table.length > 0 ? [''] : [];
  return [...plainLines(plain), ...gap, ...table];
}

function isSummary(value: unknown): value is SummaryRow {
  if (value === null || typeof value !== 'object') return false;
  return Object.keys(columns).every((name) => name in value);
}

function plainLines(metrics: readonly (readonly [string, unknown])[]): string[] {
  const words = metrics.map(([name]) => labelOf(name).words);
  const texts = aligned(metrics.map(([, value]) => value));
  return metrics.map(([name, value], at) => {
    const unit = typeof value === 'number' ? labelOf(name).unit : '';
    return `  ${words[at]!.padEnd(widest(words))}  ${texts[at]} ${pc.dim(unit)}`.trimEnd();
  });
}

// Numbers stand with their points below each other; all else begins where they begin.
function aligned(values: readonly unknown[]): string[] {
  const parts = values.map((value) =>
    typeof value === 'number' ? number(value).split('.') : undefined,
  );
  const before = widest(parts.map((part) => part?.[0] ?? ''));
  const after = widest(parts.map((part) => part?.[1] ?? ''));
  return parts.map((part, at) => {
    if (part === undefined) return valueText(values[at]);
    const [whole = '', fraction] = part;
    const rest = fraction === undefined ? '' : `.${fraction}`;
    return `${whole.padStart(before)}${rest.padEnd(after === 0 ? 0 : after + 1)}`;
  });
}

function tableLines(summaries: readonly (readonly [string, SummaryRow])[]): string[] {
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const head = ['', ...Object.values(columns), ''];
  const rows = summaries.map(([name, summary]) => {
    const { words, unit } = labelOf(name);
    return [words, ...names.map((column) => cell(summary[column])), unit];
  });
  const widths = head.map((title, at) => widest([title, ...rows.map((row) => row[at]!)]));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((text, at) => (at === 0 || at === cells.length - 1 ? text.padEnd(widths[at]!) : text.padStart(widths[at]!))).join('  ')}`.trimEnd();
  return [pc.dim(line(head)), ...rows.map(line)];
}

/** `flightMs` is flight, in ms; `jobsInStation` is jobs in station, a number of them. */
function labelOf(name: string): { words: string; unit: string } {
  const [, rate, time] = /^(?:.+(PerMs)|.+(Ms))$/.exec(name) ?? [];
  const unit = rate === undefined ? (time === undefined ? '' : 'ms') : 'per ms';
  const bare = name.slice(0, name.length - (rate ?? time ?? '').length);
  return {
    words: bare.replace(/([a-z\d])([A-Z])/g, (_, end, start) => `${end} ${start.toLowerCase()}`),
    unit,
  };
}

function valueText(value: unknown): string {
  if (value === null) return 'none';
  if (isSeries(value)) return seriesText(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function cell(value: number | null): string {
  return value === null ? '-' : number(value);
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}
