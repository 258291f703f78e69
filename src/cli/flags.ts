import { type Command, Option } from 'commander';
import type { Simulation } from '../simulation/simulation.ts';
import { UsageError } from '../simulation/usage-error.ts';
import { limitsOf, type Parameter, parametersOf, schemasOf } from './parameter.ts';
import { readValue } from './read-value.ts';

/**
 * Gives a command one flag for each parameter of a simulation, called as the parameter is.
 *
 * @param defaults - what is taken where nothing is given, if not the parameters' own defaults
 * @throws UsageError that names a parameter which cannot be a flag, or is a flag already
 */
export function addFlags(
  command: Command,
  { name, params }: Simulation,
  defaults: Readonly<Record<string, unknown>> = {},
): void {
  const reserved = new Set(['help', ...command.options.map((option) => option.attributeName())]);
  for (const parameter of parametersOf({ params })) {
    requireFlag(parameter.name, name, reserved);
    const { name: of, default: usual } = parameter;
    command.addOption(flagOf({ ...parameter, default: defaults[of] ?? usual }));
  }
}

/** What a command's flags say of the parameters, in the types of the schema where the text allows. */
export function parametersFrom(
  flags: Readonly<Record<string, unknown>>,
  simulation: Pick<Simulation, 'params'>,
): Record<string, unknown> {
  const given = Object.entries(schemasOf(simulation)).filter(([name]) => flags[name] !== undefined);
  return Object.fromEntries(given.map(([name, schema]) => [name, readValue(flags[name], schema)]));
}

function flagOf(parameter: Parameter): Option {
  const { name, type, choices, description } = parameter;
  const kind = choices === undefined ? type : 'choice';
  const value = type === 'boolean' ? '[true|false]' : `<${kind}>`;
  const words = [description, limitsOf(parameter)].filter((part) => part !== '');
  return new Option(`--${name} ${value}`, words.join(' ')).helpGroup('Parameters:');
}

function requireFlag(parameter: string, simulation: string, reserved: ReadonlySet<string>): void {
  if (reserved.has(parameter)) {
    throw new UsageError(
      `Simulation '${simulation}' has a parameter '${parameter}', but that flag is the command's own: give the parameter another name. Taken are: ${[...reserved].join(', ')}.`,
    );
  }
  if (!/^[a-z]\w*$/i.test(parameter)) {
    throw new UsageError(
      `Simulation '${simulation}' has a parameter '${parameter}', which cannot be a flag: use letters, digits and underscores, as 'lossShare'.`,
    );
  }
}
