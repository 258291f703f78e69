/** `node serve-scenario.js <suite> <scenario> <effort>`: measures for whoever has forked this process. */
import type { Effort } from '../suite.ts';
import { suites } from '../suites.ts';
import type { Told } from './forked-scenario.ts';
import { runScenario } from './run-scenario.ts';
import { scenarioOf } from './scenario-of.ts';

const [suiteName, scenarioName, effort] = process.argv.slice(2);
const early = new AbortController();

// All that is ever said to this process is that it is to end.
process.on('message', () => early.abort());
process.on('disconnect', () => process.exit());
// Ctrl-C is for whoever asks.
process.on('SIGINT', () => undefined);

measure().then(
  (result) => tell({ result: result ?? null }),
  (error: unknown) => tell({ error: String(error instanceof Error ? error.stack : error) }),
);

async function measure() {
  const scenario = scenarioOf(suites, suiteName, scenarioName);
  if (scenario === undefined) throw new Error(`There is no ${suiteName}/${scenarioName}.`);
  return runScenario(suiteName!, scenario, {
    effort: effort as Effort,
    progress: (...step) => tell({ step }),
    signal: early.signal,
  });
}

function tell(told: Told): void {
  process.send?.(told);
}
