import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Criterion } from '../runner/criteria/criterion.ts';
import type { BenchResult } from '../runner/result.ts';
import { documentTable } from './document-tables.ts';

const RUN = 'run.json';
const marked = /<!-- bench: (.+?) -->\n[\s\S]*?<!-- \/bench -->/g;

/** A text with each table between `<!-- bench: NAME -->` and `<!-- /bench -->` made anew. */
export function withTables(text: string, run: BenchResult, criteria: readonly Criterion[]): string {
  return text.replace(marked, (_, name: string) => {
    const table = documentTable(name, run, criteria);
    return `<!-- bench: ${name} -->\n\n${table}\n\n<!-- /bench -->`;
  });
}

/** Keeps a run in the folder of documents, and makes their tables from it. */
export function writeDocuments(
  folder: string,
  run: BenchResult,
  criteria: readonly Criterion[],
): void {
  writeFileSync(join(folder, RUN), `${JSON.stringify(run, rounded, 1)}\n`);
  // From what is kept, so that the same tables come out of it later.
  const kept = documentedRun(folder);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.md'))) {
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), withTables(text, kept, criteria));
  }
}

/** The run that the documents in a folder are made from. */
export function documentedRun(folder: string): BenchResult {
  return JSON.parse(readFileSync(join(folder, RUN), 'utf8')) as BenchResult;
}

/** Five digits, of which tables show three. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}
