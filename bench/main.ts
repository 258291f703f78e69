/**
 * `npm run bench -- [suite ...] [--quick] [--json] [--list]`: runs benchmark suites, tells on
 * stderr what it is at, and prints tables, or one JSON object, on stdout.
 *
 * Wall figures are of this machine and this moment: compare them within one run, not with
 * another machine's. Simulated figures and hashes are the same everywhere.
 */
import { CommandLineError, readCommandLine } from './runner/command-line.ts';
import { progressOnStderr } from './runner/progress.ts';
import type { BenchResult } from './runner/result.ts';
import { runSuites, stepsOf } from './runner/run-suites.ts';
import { toText } from './runner/table.ts';
import type { Effort, Suite } from './suite.ts';
import { suites } from './suites.ts';

async function main(args: readonly string[]): Promise<void> {
  const { suites: chosen, effort, json, list } = readCommandLine(args, suites);
  if (list) {
    process.stdout.write(json ? `${JSON.stringify(chosen.map(outline))}\n` : listText(chosen));
    return;
  }
  const result = await watched(chosen, effort);
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : toText(result));
}

/** With progress on stderr; the first Ctrl-C ends it early and keeps what is finished. */
async function watched(chosen: readonly Suite[], effort: Effort): Promise<BenchResult> {
  const stop = new AbortController();
  const progress = progressOnStderr(stepsOf(chosen, effort));
  process.once('SIGINT', () => stop.abort());
  try {
    return await runSuites(chosen, { effort, progress: progress.step, signal: stop.signal });
  } finally {
    progress.end();
  }
}

function outline({ name, scenarios }: Suite) {
  return { suite: name, scenarios: scenarios.map(({ name, shows }) => ({ name, shows })) };
}

function listText(chosen: readonly Suite[]): string {
  return chosen
    .flatMap(({ name, scenarios }) => [
      name,
      ...scenarios.map((scenario) => `  ${scenario.name}: ${scenario.shows}`),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

process.exitCode = await main(process.argv.slice(2)).then(
  () => 0,
  (error: unknown) => {
    const isUsage = error instanceof CommandLineError;
    process.stderr.write(`error: ${isUsage ? error.message : (error as Error).stack}\n`);
    return isUsage ? 2 : 1;
  },
);
