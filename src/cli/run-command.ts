import { Command, InvalidArgumentError, Option } from 'commander';
import { MEMORY_FILE } from '../record/open-memory.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { ENGINE_CHOICES } from '../swarm/engines.ts';
import { againCommand } from './again.ts';
import { addFlags } from './flags.ts';
import type { RunFlags } from './run-flags.ts';
import { type Asked, runOnce } from './run-once.ts';
import { runPair } from './run-pair.ts';
import { runSearch } from './run-search.ts';
import { simulationCommand } from './simulation-command.ts';

/** `statehive run`: runs of one simulation, whose parameters are the command's flags. */
export function runCommand(done: (code: number) => void): Command {
  const description = 'run a simulation, once or with many seeds';
  return simulationCommand('run', description, (name, simulation, flags) =>
    runCommandOf(name, simulation).action(async (given: RunFlags) => {
      const again = (seed: number) => againCommand(name, { flags, seed });
      done(await runAs(simulation, given, { name, again }));
    }),
  );
}

function runAs(simulation: Simulation, flags: RunFlags, asked: Asked): Promise<number> {
  const { seeds, twice } = flags;
  if (seeds !== undefined) return runSearch(simulation, { ...flags, seeds }, asked);
  return (twice ? runPair : runOnce)(simulation, flags, asked);
}

/** The command that runs a simulation, with its parameters as flags. */
export function runCommandOf(name: string, simulation: Simulation): Command {
  const command = new Command(`statehive run ${name}`)
    .description(simulation.summary)
    .option('--seed <integer>', 'the seed of all chance (default: drawn, and told)', wholeNumber)
    .addOption(
      new Option('--engine <name>', 'what runs the machines')
        .choices(ENGINE_CHOICES)
        .default('auto'),
    )
    .option('--seeds <first..last>', 'run with each of these seeds, and shrink what breaks', range)
    .option('--chaos [kinds]', 'faults drawn from the seed, as loss=0.1,crashes=2; see the docs')
    .option('--faults <file>', 'faults from a file: a list, or what --save wrote')
    .option('--twice', 'run twice with one seed, and tell where the two part')
    .option('--json', 'print one JSON object')
    .option('--save <file>', 'write what broke, its faults shrunk, for statehive replay')
    .option('--out <file>', 'write what the swarm made, as JSON')
    .option('--memory [file]', `remember what runs before left (default file: ${MEMORY_FILE})`)
    .option('--max-events <integer>', 'stop after so many events', positiveWholeNumber)
    .option('--max-simulated-ms <ms>', 'stop at this simulated time', positive)
    .option('--max-wall-ms <ms>', 'stop after this time on the wall clock', positive)
    .allowExcessArguments(false);
  addFlags(command, simulation);
  return command;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('Give a whole number of at most 2^53 - 1.');
}

function range(text: string): { first: number; last: number } {
  const [, first, last] = /^(-?\d+)\.\.(-?\d+)$/.exec(text) ?? [];
  if (first === undefined || last === undefined) {
    throw new InvalidArgumentError('Give the first and the last seed, as 1..1000.');
  }
  return { first: wholeNumber(first), last: wholeNumber(last) };
}

function positiveWholeNumber(text: string): number {
  const value = wholeNumber(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('Give a whole number above 0.');
}

function positive(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0) return value;
  throw new InvalidArgumentError('Give a number of milliseconds above 0.');
}
