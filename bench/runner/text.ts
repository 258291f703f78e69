import type { CaseParams } from '../suite.ts';
import type { Figure } from './result.ts';

/** The params of a case in words. */
export function placeOf(params: CaseParams): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** Rows as columns, for a fixed-width screen. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  // Words to the left, numbers to the right.
  const pad = (cell: string, width: number): string =>
    /^[<>]? ?[-+]?\d[\d.,]*[ %/]?[a-zA-Z]*$/.test(cell) ? cell.padStart(width) : cell.padEnd(width);
  return rows.map((row) =>
    `  ${row.map((cell, at) => pad(cell, widths[at]!)).join('  ')}`.trimEnd(),
  );
}

/** In the unit that leaves the fewest digits. */
export function quantity(value: number, unit: Figure['unit']): string {
  if (unit === 'bytes') {
    if (value >= 1e6) return `${digits(value / 1e6)} MB`;
    return value >= 1e3 ? `${digits(value / 1e3)} kB` : `${digits(value)} B`;
  }
  if (value >= 1 || value === 0) return `${digits(value)} ms`;
  return value >= 1e-3 ? `${digits(value * 1e3)} us` : `${digits(value * 1e6)} ns`;
}

/** Three digits, or a whole number. */
export function digits(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
