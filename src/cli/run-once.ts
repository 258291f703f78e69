import type { Limits } from '../simulation/limits.ts';
import type { RunResult } from '../simulation/result.ts';
import { type Run, run } from '../simulation/run.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { UsageError } from '../simulation/usage-error.ts';
import type { EngineChoice } from '../swarm/engines.ts';
import { isUsageError, placeOf } from './error-text.ts';
import { exitCodeOf } from './exit-code.ts';
import { parametersFrom } from './flags.ts';
import { interruptible } from './interruptible.ts';
import { reportProgress } from './progress.ts';
import { toJson } from './result-json.ts';
import { toText } from './result-text.ts';
import { checkWritable, writeWhole } from './write-whole.ts';

/** The flags of `statehive run` that are not the simulation's own. */
export interface RunFlags {
  readonly seed?: number;
  readonly engine: EngineChoice;
  readonly json?: boolean;
  readonly out?: string;
  readonly maxEvents?: number;
  readonly maxSimulatedMs?: number;
  readonly maxWallMs?: number;
}

/**
 * Runs a simulation and prints its result.
 *
 * @param again - the command that runs it again with a seed
 * @returns the exit code
 */
export async function runOnce(
  simulation: Simulation,
  flags: RunFlags,
  again: (seed: number) => string,
): Promise<number> {
  if (flags.out !== undefined) requireProduct(simulation, flags.out);
  const result = await interruptible((signal) => {
    const params = parametersFrom({ ...flags }, simulation);
    const limits = limitsOf(flags);
    const { seed, engine } = flags;
    const handle = run(simulation, { params, seed, engine, limits, signal });
    return settingUp(handle, simulation, reportProgress(handle, limits));
  });
  const text = flags.json ? toJson(result) : toText(simulation, result, again(result.seed));
  process.stdout.write(text);
  if (flags.out !== undefined) writeProduct(flags.out, result);
  return exitCodeOf(result.outcome);
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

function limitsOf({ maxEvents, maxSimulatedMs, maxWallMs }: RunFlags): Partial<Limits> {
  const limits = { events: maxEvents, simulatedMs: maxSimulatedMs, wallMs: maxWallMs };
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
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
