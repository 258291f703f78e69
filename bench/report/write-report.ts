import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandLineError } from '../runner/command-line.ts';
import type { ComparedRun } from '../runner/compare/compared-run.ts';
import type { CriterionResult } from '../runner/criteria/criterion.ts';
import type { BenchResult } from '../runner/result.ts';
import { comparisonPage } from './comparison-page.ts';
import { comparisonCsv, runCsv } from './csv.ts';
import { runPage } from './run-page.ts';

/**
 * Sees before a long run that its report can be written; makes the folder where it is not there.
 *
 * @throws CommandLineError if it cannot
 */
export function checkReport(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isFile = code === 'EEXIST' || code === 'ENOTDIR';
    const reason = isFile ? 'there is a file' : `it cannot be written (${code})`;
    throw new CommandLineError(`--report ${folder}: ${reason}: name a folder.`, { cause: error });
  }
}

/** Writes a run as `run.json`, `run.csv` and `run.html`. */
export function writeRun(
  folder: string,
  run: BenchResult,
  criteria: readonly CriterionResult[],
): void {
  write(folder, 'run', {
    json: `${JSON.stringify({ ...run, criteria }, undefined, 1)}\n`,
    csv: runCsv(run),
    html: runPage(run, criteria),
  });
}

/** Writes a comparison as `comparison.json`, `comparison.csv` and `comparison.html`. */
export function writeComparison(folder: string, compared: ComparedRun): void {
  write(folder, 'comparison', {
    json: `${JSON.stringify(compared, undefined, 1)}\n`,
    csv: comparisonCsv(compared.figures),
    html: comparisonPage(compared),
  });
}

function write(folder: string, name: string, texts: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [extension, text] of Object.entries(texts)) {
    writeFileSync(join(folder, `${name}.${extension}`), text);
  }
}
