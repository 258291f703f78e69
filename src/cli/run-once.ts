import type { RunResult } from '../simulation/result.ts';
import { type Run, run } from '../simulation/run.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { UsageError } from '../simulation/usage-error.ts';
import { isUsageError, placeOf } from './error-text.ts';
import { exitCodeOf } from './exit-code.ts';
import { interruptible } from './interruptible.ts';
import { openKeptMemory } from './kept-memory.ts';
import { reportProgress } from './progress.ts';
import { toJson } from './result-json.ts';
import { toText } from './result-text.ts';
import { type RunFlags, runsOf } from './run-flags.ts';
import { saveFinding } from './save-finding.ts';
import { checkWritable, writeWhole } from './write-whole.ts';

/** What of the command line is told on. */
export interface Asked {
  /** The simulation's name, or its file. */
  readonly name: string;
  /** The command that runs it again with a seed. */
  again(seed: number): string;
}

/**
 * Runs a simulation and prints its result.
 *
 * @returns the exit code
 */
export async function runOnce(
  simulation: Simulation,
  flags: RunFlags,
  { name, again }: Asked,
): Promise<number> {
  const runs = runsOf(simulation, flags);
  if (flags.out !== undefined) requireProduct(simulation, flags.out);
  if (flags.save !== undefined) checkWritable(flags.save);
  const kept =
    flags.memory === undefined ? undefined : await openKeptMemory(simulation, flags.memory);
  try {
    const result = await runWith(simulation, runs, { seed: flags.seed, memory: kept?.contents });
    const text = flags.json ? toJson(result) : toText(simulation, result, again(result.seed));
    process.stdout.write(text);
    if (flags.out !== undefined) writeProduct(flags.out, result);
    if (flags.save !== undefined)
      await saveFinding(simulation, result, { ...runs, name, file: flags.save });
    await kept?.keep(result);
    return exitCodeOf(result.outcome);
  } finally {
    await kept?.close();
  }
}

function runWith(
  simulation: Simulation,
  runs: ReturnType<typeof runsOf>,
  { seed, memory }: { seed: number | undefined; memory: RunResult['memory'] },
): Promise<RunResult> {
  const given = { ...(seed === undefined ? {} : { seed }), ...(memory && { memory }) };
  return interruptible((signal) => {
    const handle = run(simulation, { ...runs, ...given, signal });
    return settingUp(handle, simulation, reportProgress(handle, runs.limits));
  });
}

// What throws before the run has started was set up wrongly, as a distribution by two parameters.
async function settingUp(
  handle: Run<RunResult>,
  { name }: Simulation,
  running: Promise<RunResult>,
): Promise<RunResult> {
  let hasStarted = false;
  handle.once('started', () => {
    hasStarted = true;
  });
  try {
    return await running;
  } catch (error) {
    if (hasStarted || isUsageError(error) || !(error instanceof Error)) throw error;
    throw new UsageError(
      `Simulation '${name}' cannot be set up: ${error.message}${placeOf(error)}`,
      { cause: error },
    );
  }
}

function requireProduct(simulation: Simulation, file: string): void {
  if (simulation.product === undefined) {
    throw new UsageError(`Simulation '${simulation.name}' makes nothing that --out could write.`);
  }
  checkWritable(file);
}

function writeProduct(file: string, { product, outcome }: RunResult): void {
  if (product === undefined) {
    process.stderr.write(`${file} was not written: the run ${outcome} before anything was made.\n`);
    return;
  }
  writeWhole(file, `${JSON.stringify(product, null, 2)}\n`);
  process.stderr.write(`Wrote ${file}.\n`);
}
