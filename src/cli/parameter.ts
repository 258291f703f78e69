import { z } from 'zod';
import type { Simulation } from '../simulation/simulation.ts';

/** The part of JSON Schema that a parameter's flag is made from. */
export interface ParameterSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: ParameterSchema;
}

/** One parameter of a simulation, as a person is told of it. */
export interface Parameter {
  readonly name: string;
  /** A type of JSON, as `integer` or `string`; `json` when it may be of several. */
  readonly type: string;
  /** What it may be, if that is one of a few values. */
  readonly choices: readonly unknown[] | undefined;
  readonly description: string;
  /** Undefined when the parameter must be given. */
  readonly default: unknown;
}

/** The parameters of a simulation, from its schema. */
export function parametersOf(simulation: Pick<Simulation, 'params'>): Parameter[] {
  return Object.entries(schemasOf(simulation)).map(([name, schema]) => ({
    name,
    type: schema.type ?? 'json',
    choices: schema.enum,
    description: schema.description ?? '',
    default: schema.default,
  }));
}

/** What may be given for a parameter, and what is taken if nothing is: `(choices: …; default: …)`. */
export function limitsOf({ choices, default: fallback }: Parameter): string {
  const parts = [
    ...(choices === undefined ? [] : [`choices: ${choices.join(', ')}`]),
    fallback === undefined
      ? 'required'
      : `default: ${typeof fallback === 'string' ? fallback : JSON.stringify(fallback)}`,
  ];
  return `(${parts.join('; ')})`;
}

/** The schema of each parameter, by name. */
export function schemasOf({ params }: Pick<Simulation, 'params'>): Record<string, ParameterSchema> {
  const schema = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' });
  return (schema.properties ?? {}) as Record<string, ParameterSchema>;
}
