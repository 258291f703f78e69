import type { z } from 'zod';
import type { Simulation } from './simulation.ts';
import { UsageError } from './usage-error.ts';

/**
 * Checks parameters against a simulation's schema and fills in its defaults.
 *
 * @throws UsageError that names the simulation and each parameter that is unknown or wrong
 */
export function parseParameters<TSchema extends z.ZodObject>(
  simulation: Pick<Simulation<TSchema>, 'name' | 'params'>,
  given: unknown,
): z.output<TSchema> {
  const parsed = strictly(simulation.params).safeParse(given);
  if (parsed.success) return parsed.data as z.output<TSchema>;
  const known = Object.keys(simulation.params.shape);
  const problems = parsed.error.issues.map((issue) => describe(issue, known, given));
  throw new UsageError(`Simulation '${simulation.name}': ${problems.join(' ')}`);
}

// Made once: Zod compiles a schema when it first parses, which takes longer than a small run's start.
const strictSchemas = new WeakMap<z.ZodObject, z.ZodObject>();

/** The same schema, which refuses what it does not know. */
function strictly(schema: z.ZodObject): z.ZodObject {
  const known = strictSchemas.get(schema);
  if (known !== undefined) return known;
  const strict = schema.strict();
  strictSchemas.set(schema, strict);
  return strict;
}

/**
 * The parameters of a check: those given, or else those at which the simulation wants to be checked.
 *
 * @throws UsageError as {@link parseParameters}
 */
export function parametersToCheck<TSchema extends z.ZodObject>(
  simulation: Pick<Simulation<TSchema>, 'name' | 'params' | 'checking'>,
  given: object = {},
): z.output<TSchema> {
  return parseParameters(simulation, { ...simulation.checking?.params, ...given });
}

function describe(issue: z.core.$ZodIssue, known: readonly string[], given: unknown): string {
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => `'${key}'`).join(', ');
    const choice = known.length === 0 ? 'It has no parameters.' : `It knows: ${known.join(', ')}.`;
    return `there is no parameter ${names}. ${choice}`;
  }
  const path = issue.path.join('.');
  const value = issue.path.reduce<unknown>(
    (inside, key) => (inside as Record<PropertyKey, unknown> | undefined)?.[key],
    given,
  );
  const got = value === undefined ? 'it is missing' : `got ${JSON.stringify(value)}`;
  return `parameter '${path}': ${issue.message} (${got}).`;
}
