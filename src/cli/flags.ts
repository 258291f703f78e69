import { type Command, Option } from 'commander';
import { z } from 'zod';
import type { Simulation } from '../simulation/simulation.ts';

/** The part of JSON Schema that a parameter's flag is made from. */
interface ParameterSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
}

/** One parameter of a simulation, as a person is told of it. */
export interface Parameter {
  readonly name: string;
  /** As `integer`, `string`, or its choices: `union | priority`. */
  readonly type: string;
  readonly description: string;
  readonly default: unknown;
}

/** The parameters of a simulation, from its schema. */
export function parametersOf(simulation: Pick<Simulation, 'params'>): Parameter[] {
  return Object.entries(schemasOf(simulation)).map(([name, schema]) => ({
    name,
    type: schema.enum?.join(' | ') ?? schema.type ?? 'json',
    description: schema.description ?? '',
    default: schema.default,
  }));
}

/** Gives a command one flag for each parameter, called as the parameter is. */
export function addFlags(command: Command, simulation: Pick<Simulation, 'params'>): void {
  for (const { name, type, description, default: fallback } of parametersOf(simulation)) {
    const value = type === 'boolean' ? `[${type}]` : `<${type}>`;
    const option = new Option(`--${name} ${value}`, description);
    if (fallback !== undefined)
      option.description = `${description} (default: ${JSON.stringify(fallback)})`;
    command.addOption(option.helpGroup('Parameters:'));
  }
}

/** What a command's flags say of the parameters, in the types of the schema where the text allows. */
export function parametersFrom(
  flags: Readonly<Record<string, unknown>>,
  simulation: Pick<Simulation, 'params'>,
): Record<string, unknown> {
  const schemas = Object.entries(schemasOf(simulation)).filter(
    ([name]) => flags[name] !== undefined,
  );
  return Object.fromEntries(schemas.map(([name, schema]) => [name, coerce(flags[name], schema)]));
}

function schemasOf({ params }: Pick<Simulation, 'params'>): Record<string, ParameterSchema> {
  const schema = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' });
  return (schema.properties ?? {}) as Record<string, ParameterSchema>;
}

// What cannot be read as the type it must have is left as it is: the schema says what is wrong.
function coerce(flag: unknown, { type }: ParameterSchema): unknown {
  if (type === 'boolean')
    return flag === true || flag === 'true' ? true : flag === 'false' ? false : flag;
  if (typeof flag !== 'string' || type === 'string') return flag;
  if (type === 'number' || type === 'integer') {
    return flag.trim() === '' || Number.isNaN(Number(flag)) ? flag : Number(flag);
  }
  try {
    return JSON.parse(flag);
  } catch {
    return type === 'array' ? flag.split(',') : flag;
  }
}
