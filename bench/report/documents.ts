import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Criterion } from '../runner/criteria/criterion.ts';
import type { BenchResult, SuiteResult } from '../runner/result.ts';
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
  const text = `${JSON.stringify(run, rounded, 1)}\n`;
  // From what is kept, so that the same tables come out of it later; all of them before any is written.
  const kept = JSON.parse(text) as BenchResult;
  const documents = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
    .map((path) => ({ path, text: withTables(readFileSync(path, 'utf8'), kept, criteria) }));
  for (const document of documents) writeFileSync(document.path, document.text);
  writeFileSync(join(folder, RUN), text);
}

/** A run with some of its suites as another one has them; those that it has not stay. */
export function withSuites(
  run: BenchResult,
  other: BenchResult,
  names: readonly string[],
): BenchResult {
  const later = new Map(other.suites.map((each) => [each.suite, each]));
  const isAsked = ({ suite }: SuiteResult) => names.includes(suite);
  const suites = run.suites.map((each) => (isAsked(each) && later.get(each.suite)) || each);
  return { ...run, suites };
}

/** The run that the documents in a folder are made from. */
export function documentedRun(folder: string): BenchResult {
  return JSON.parse(readFileSync(join(folder, RUN), 'utf8')) as BenchResult;
}

/** Five digits, of which tables show three. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}
