import { Command } from 'commander';
import { simulations } from 'statehive/simulations';
import type { Simulation } from '../simulation/simulation.ts';
import { findSimulation } from './find-simulation.ts';

/** What a command makes of the simulation that it is given: a command with its parameters as flags. */
export type CommandFor = (
  name: string,
  simulation: Simulation,
  flags: readonly string[],
) => Command;

/** A command whose flags are known once it is known which simulation it is for. */
export function simulationCommand(
  verb: string,
  description: string,
  commandFor: CommandFor,
): Command {
  const names = simulations.map(({ name }) => name).join(', ');
  return new Command(verb)
    .description(description)
    .argument('<simulation>', `one of ${names}; or a file, as ./my-simulation.ts`)
    .argument('[flags...]', `its parameters: see statehive ${verb} <simulation> --help`)
    .passThroughOptions()
    .allowUnknownOption()
    .action(async (name: string, flags: readonly string[], _options: unknown, command: Command) => {
      const inner = commandFor(name, await findSimulation(name), flags);
      await inner.copyInheritedSettings(command).parseAsync(flags, { from: 'user' });
    });
}
