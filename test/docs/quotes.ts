/** A passage of a document with the figures that belong into it. */
export interface Quote {
  readonly passage: RegExp;
  readonly figures: readonly string[];
}

/** A table of a document by its header, with the rows that belong into it. */
export interface QuotedTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A passage as it is written, however its lines are broken, with figures for its figures. */
export function said(words: TemplateStringsArray, ...figures: readonly string[]): Quote {
  const literal = words.map((each) =>
    each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'),
  );
  return { passage: new RegExp(literal.join('(\\d[\\d,]*(?:\\.\\d+)?)'), 'd'), figures };
}

/**
 * A text with the figures of a passage as they should be.
 *
 * @throws Error when it has no such passage
 */
export function withFigures(text: string, { passage, figures }: Quote): string {
  const places = passage.exec(text)?.indices;
  if (places === undefined) throw new Error(`The document does not say: ${passage.source}`);
  // From the last one on, so that the places of those before it stay.
  return figures.reduceRight((made, figure, nth) => {
    const [from, to] = places[nth + 1]!;
    return `${made.slice(0, from)}${figure}${made.slice(to)}`;
  }, text);
}

/**
 * A text with the rows of a table as they should be, aligned as it says.
 *
 * @throws Error when it has no such table
 */
export function withRows(text: string, { header, rows }: QuotedTable): string {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => cellsOf(line).join('|') === header.join('|'));
  if (first === -1) throw new Error(`The document has no table of ${header.join(', ')}.`);
  const length = lines.slice(first).findIndex((line) => !line.startsWith('|'));
  const isRight = cellsOf(lines[first + 1]!).map((cell) => cell.endsWith(':'));
  const widths = header.map((_, at) =>
    Math.max(3, ...[header, ...rows].map((row) => row[at]!.length)),
  );
  const rule = widths.map((width, at) => `${'-'.repeat(width - 1)}${isRight[at] ? ':' : '-'}`);
  const lineOf = (row: readonly string[]) => {
    const pad = (cell: string, at: number) =>
      isRight[at] ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!);
    return `| ${row.map(pad).join(' | ')} |`;
  };
  lines.splice(first, length, ...[header, rule, ...rows].map(lineOf));
  return lines.join('\n');
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
