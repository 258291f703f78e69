/**
 * `npm run bench -- [suite ...] [options]`: runs benchmark suites, tells on stderr what it is at,
 * and prints tables, or one JSON object, on stdout.
 *
 * `--help` says what the options are.
 *
 * Wall figures are of this machine and this moment: compare them within one run, not with
 * another machine's. Simulated figures and hashes are the same everywhere.
 */
import { join } from 'node:path';
import { criteriaOf } from './criteria.ts';
import { checkDocumentable } from './report/documentable.ts';
import { documentedRun, withSuites, writeDocuments } from './report/documents.ts';
import { checkReport, writeComparison, writeRun } from './report/write-report.ts';
import { type CommandLine, farewell, readCommandLine } from './runner/command-line.ts';
import { compareWith } from './runner/compare/compare-with.ts';
import { comparisonText, exitCodeOf } from './runner/compare/comparison-text.ts';
import { checkSave, packageFolder, savedRun, saveRun } from './runner/compare/saved-run.ts';
import { criteriaText } from './runner/criteria/criteria-text.ts';
import { type Criterion, judgedBy } from './runner/criteria/criterion.ts';
import { forkedScenario } from './runner/forked-scenario.ts';
import { checkMemory, keepResults } from './runner/kept-results.ts';
import { runScenario } from './runner/run-scenario.ts';
import { runSuites, stepsOf } from './runner/run-suites.ts';
import { sizesOf } from './runner/sizes.ts';
import { toText } from './runner/table.ts';
import { usageText } from './runner/usage.ts';
import { watched } from './runner/watched.ts';
import type { Scenario, Suite } from './suite.ts';
import { suites } from './suites.ts';

/** @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const asked = readCommandLine(args, suites);
  if (asked.help) return help();
  if (asked.list) return list(asked);
  if (asked.document !== undefined) return document(asked.document, asked);
  return asked.compare === undefined ? measure(asked) : compare(asked.compare, asked);
}

function help(): number {
  print(usageText(suites));
  return 0;
}

function list({ suites, json }: CommandLine): number {
  print(json ? `${JSON.stringify(suites.map(outline))}\n` : listText(suites));
  return 0;
}

async function measure(asked: CommandLine): Promise<number> {
  const { effort, json, save, report, memory } = asked;
  await checkPlaces(asked);
  // What is only to be seen to work need not wait for a process to start for each scenario.
  const run = effort === 'full' ? forkedScenario : runScenario;
  const result = await watched(stepsOf(asked.suites, effort), (watching) =>
    runSuites(asked.suites, { effort, ...watching }, run),
  );
  const criteria = effort === 'full' ? judgedBy(criteriaFor(asked), result) : [];
  if (json) print(`${JSON.stringify(asked.criteria ? { ...result, criteria } : result)}\n`);
  else print(asked.criteria ? criteriaText(criteria) : toText(result));
  if (save !== undefined) process.stderr.write(`Saved in ${saveRun(save, result)}\n`);
  if (report !== undefined) writeRun(report, result, criteria);
  // Last, for somebody else may have the file by now.
  if (memory !== undefined) {
    await keepResults(memory, result);
    process.stderr.write(`Kept in ${memory}\n`);
  }
  return asked.criteria && criteria.some(({ measured }) => measured === null) ? 1 : 0;
}

/** Before a long run, and not after it. */
async function checkPlaces({ save, report, memory }: CommandLine): Promise<void> {
  if (save !== undefined) checkSave(save);
  if (report !== undefined) checkReport(report);
  if (memory !== undefined) await checkMemory(memory);
}

/** Of the suites that are run; of all, also where one is missing, when all are. */
function criteriaFor(asked: CommandLine): Criterion[] {
  const names = asked.suites.map(({ name }) => name);
  const isAll = asked.suites.length === suites.length;
  return criteriaOf(asked.suites).filter(({ suite }) => isAll || names.includes(suite));
}

async function compare(before: string, asked: CommandLine): Promise<number> {
  await checkPlaces(asked);
  const compared = await compareWith(before, asked);
  print(asked.json ? `${JSON.stringify(compared)}\n` : comparisonText(compared));
  if (asked.report !== undefined) writeComparison(asked.report, compared);
  return exitCodeOf(compared);
}

function document(name: string, asked: CommandLine): number {
  const folder = join(packageFolder, 'docs/performance');
  const [saved, names] = [savedRun(name), asked.suites.map(({ name }) => name)];
  const isAll = names.length === suites.length;
  const before = isAll ? undefined : documentedRun(folder);
  checkDocumentable(saved, { name, suites: names }, before);
  const run = before === undefined ? saved : withSuites(before, saved, names);
  writeDocuments(folder, run, criteriaOf(suites));
  return 0;
}

function print(text: string): void {
  process.stdout.write(text);
}

function outline({ name, scenarios }: Suite) {
  const told = scenarios.map((scenario) => {
    const { name, shows } = scenario;
    return { name, shows, sizes: sizesOf(scenario) };
  });
  return { suite: name, scenarios: told };
}

function sizesText(scenario: Scenario): string {
  return Object.entries(sizesOf(scenario))
    .map(([name, values]) => `${name} ${values.join(', ')}`)
    .join('; ');
}

function listText(chosen: readonly Suite[]): string {
  return chosen
    .flatMap(({ name, scenarios }) => [
      name,
      ...scenarios.map(
        (scenario) => `  ${scenario.name}: ${scenario.shows} (${sizesText(scenario)})`,
      ),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(farewell(error));
  // Not 1, which says that something got slower.
  return 2;
});
