import { Command, InvalidArgumentError, Option } from 'commander';
import { STRATEGIES } from '../check/explore/frontiers.ts';
import { FAIRNESSES, NETWORK_KINDS, TIMER_ORDERS } from '../simulation/checking.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { type CheckFlags, checkOnce } from './check-once.ts';
import { addFlags } from './flags.ts';
import { simulationCommand } from './simulation-command.ts';

/** `statehive check`: explores every behaviour of a simulation within bounds. */
export function checkCommand(done: (code: number) => void): Command {
  return simulationCommand('check', 'explore every behaviour of a simulation', (name, simulation) =>
    checkCommandOf(name, simulation).action(async (given: CheckFlags) =>
      done(await checkOnce(name, simulation, given)),
    ),
  );
}

/** The command that checks a simulation, with its parameters as flags. */
export function checkCommandOf(name: string, simulation: Simulation): Command {
  const command = new Command(`statehive check ${name}`)
    .description(simulation.summary)
    .addOption(new Option('--network <kind>', 'what it may do').choices(NETWORK_KINDS))
    .option('--lossy', 'any message may be lost')
    .addOption(new Option('--timers <order>', 'which may fire next').choices(TIMER_ORDERS))
    .option('--prompt', 'what is on its way arrives before any timer fires')
    .option('--no-prompt', 'timers may fire while something is on its way')
    .option('--losses <integer>', 'so many messages may be lost', bound)
    .option('--duplications <integer>', 'so many messages may arrive twice', bound)
    .option('--crashes <integer>', 'actors may crash so many times', bound)
    .option('--restarts <integer>', 'actors may come back so many times', bound)
    .option('--discard', 'a message that a machine takes no notice of is gone')
    .addOption(
      new Option('--fair [of]', 'what can happen all the time does, as for each actor')
        .choices(FAIRNESSES)
        .preset('actors'),
    )
    .option('--no-fair', 'actors may be kept from acting for ever')
    .option('--symmetry', 'states differ by more than who of a population is who')
    .option('--partial-order', 'leave out moves whose order makes no difference')
    .option('--deadlock', 'that nothing can happen any more is a fault')
    .addOption(
      new Option('--search <order>', 'in what order states are looked at')
        .choices(STRATEGIES)
        .default(undefined, 'bfs'),
    )
    .option('--walks <integer>', 'follow so many behaviours at random (default: 1000)', bound)
    .option('--seed <integer>', 'what draws them (default: 1)', bound)
    .option('--bit-state <bytes>', 'remember states by a few bits each, in so much memory', memory)
    .option('--max-depth <integer>', 'go so many steps deep', bound)
    .option('--max-states <integer>', 'stop after so many states', bound)
    .option('--max-memory <bytes>', 'stop at so much memory, as 500MB or 4GB', memory)
    .option('--max-wall-ms <ms>', 'stop after this time on the wall clock', bound)
    .option('--stop-at-violation', 'stop as soon as a property is violated')
    .option('--mermaid', 'draw each counterexample as a Mermaid sequence diagram')
    .option('--save <file>', 'write a script that replays the first counterexample')
    .option('--json', 'print one JSON object')
    .allowExcessArguments(false);
  addFlags(command, simulation, simulation.checking?.params);
  return command;
}

function bound(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('Give a whole number >= 0.');
}

const bytesOf: Readonly<Record<string, number>> = { '': 1, KB: 1e3, MB: 1e6, GB: 1e9 };

function memory(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+)(KB|MB|GB)?$/i.exec(text) ?? [];
  if (digits !== '') return Number(digits) * bytesOf[unit.toUpperCase()]!;
  throw new InvalidArgumentError('Give bytes, or a number with KB, MB or GB.');
}
