import { Command } from 'commander';
import { run } from '../simulation/run.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { UsageError } from '../simulation/usage-error.ts';
import { exitCodeOf } from './exit-code.ts';
import { findSimulation } from './find-simulation.ts';
import { addFlags, parametersFrom } from './flags.ts';
import { reportProgress } from './progress.ts';
import { toJson } from './result-json.ts';
import { toText } from './result-text.ts';
import { checkWritable, writeWhole } from './write-whole.ts';

interface RunFlags {
  readonly seed?: number;
  readonly json?: boolean;
  readonly out?: string;
  readonly maxEvents?: number;
  readonly maxSimulatedMs?: number;
  readonly maxWallMs?: number;
}

/** `statehive run`: one run of one simulation, whose parameters are the command's flags. */
export function runCommand(done: (code: number) => void): Command {
  return new Command('run')
    .description('run a simulation once')
    .argument(
      '<simulation>',
      'a name that `statehive list` tells, or a file, as ./my-simulation.ts',
    )
    .argument('[flags...]', 'its parameters: see `statehive run <simulation> --help`')
    .passThroughOptions()
    .allowUnknownOption()
    .action(async (name: string, flags: readonly string[], _options: unknown, command: Command) => {
      const simulation = await findSimulation(name);
      const runs = runSimulationCommand(name, simulation, done).copyInheritedSettings(command);
      await runs.parseAsync(flags, { from: 'user' });
    });
}

function runSimulationCommand(
  name: string,
  simulation: Simulation,
  done: (code: number) => void,
): Command {
  const command = new Command(`statehive run ${name}`)
    .description(simulation.summary)
    .option('--seed <integer>', 'the seed of all chance; drawn and told when left out', wholeNumber)
    .option('--json', 'print one JSON object')
    .option('--out <file>', 'write what the swarm made as JSON')
    .option('--max-events <integer>', 'stop after so many events', wholeNumber)
    .option('--max-simulated-ms <ms>', 'stop at this simulated time', positive)
    .option('--max-wall-ms <ms>', 'stop after this wall time', positive)
    .action(async (flags: RunFlags) => done(await runOnce(simulation, flags)));
  addFlags(command, simulation);
  return command;
}

async function runOnce(simulation: Simulation, flags: RunFlags): Promise<number> {
  if (flags.out !== undefined) requireProduct(simulation, flags.out);
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.once('SIGINT', interrupt);
  try {
    const handle = run(simulation, {
      params: parametersFrom({ ...flags }, simulation),
      seed: flags.seed,
      limits: limitsOf(flags),
      signal: interruption.signal,
    });
    const result = await reportProgress(handle);
    process.stdout.write(flags.json ? toJson(result) : toText(simulation, result));
    if (flags.out !== undefined && result.product !== undefined) {
      writeWhole(flags.out, `${JSON.stringify(result.product, null, 2)}\n`);
    }
    return exitCodeOf(result.outcome);
  } finally {
    process.off('SIGINT', interrupt);
  }
}

function limitsOf({ maxEvents, maxSimulatedMs, maxWallMs }: RunFlags) {
  const limits = { events: maxEvents, simulatedMs: maxSimulatedMs, wallMs: maxWallMs };
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}

function requireProduct(simulation: Simulation, file: string): void {
  if (simulation.product === undefined) {
    throw new UsageError(`Simulation '${simulation.name}' makes nothing that --out could write.`);
  }
  checkWritable(file);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new UsageError(`'${text}' is not a whole number of at most 2^53 - 1.`);
}

function positive(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0) return value;
  throw new UsageError(`'${text}' is not a number of milliseconds above 0.`);
}
