/**
 * `node serve-scenario.js <suite> <scenario> <effort>`: measures for whoever has forked this process; or
 * by hand, to be profiled, and then says what is wrong by itself.
 */
import type { Effort, Scenario } from '../suite.ts';
import { suites } from '../suites.ts';
import { CommandLineError, farewell } from './command-line.ts';
import type { Told } from './forked-scenario.ts';
import { runScenario } from './run-scenario.ts';
import { scenarioOf } from './scenario-of.ts';

const [suiteName, scenarioName, effort] = process.argv.slice(2);
const isForked = process.send !== undefined;
const early = new AbortController();

// All that is ever said to this process is that it is to end.
process.on('message', () => early.abort());
process.on('disconnect', () => process.exit());
// Ctrl-C is for whoever asks.
if (isForked) process.on('SIGINT', () => undefined);

measure().then(
  (result) => tell({ result: result ?? null }),
  (error: unknown) => (isForked ? tell({ error: stackOf(error) }) : endWith(error)),
);

async function measure() {
  return runScenario(suiteName!, found(), {
    effort: checkedEffort(),
    progress: (...step) => tell({ step }),
    signal: early.signal,
  });
}

function found(): Scenario {
  const scenario = scenarioOf(suites, suiteName, scenarioName);
  if (scenario !== undefined) return scenario;
  const there = suites.find(({ name }) => name === suiteName)?.scenarios;
  const named = (some: readonly { readonly name: string }[]) =>
    some.map(({ name }) => name).join(', ');
  throw new CommandLineError(
    `There is no ${suiteName}/${scenarioName}. ` +
      (there === undefined
        ? `There are the suites ${named(suites)}.`
        : `There are ${named(there)}.`),
  );
}

function checkedEffort(): Effort {
  if (effort === 'full' || effort === 'quick') return effort;
  throw new CommandLineError(`'${effort}' is no effort: full or quick.`);
}

function endWith(error: unknown): void {
  process.stderr.write(farewell(error));
  process.exitCode = 2;
}

function stackOf(error: unknown): string {
  return String(error instanceof Error ? error.stack : error);
}

function tell(told: Told): void {
  process.send?.(told);
}
