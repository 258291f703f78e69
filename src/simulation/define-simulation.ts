import { z } from 'zod';
import type { Collectors } from '../record/collectors.ts';
import type { Simulation, SimulationDefinition } from './simulation.ts';
import { UsageError } from './usage-error.ts';

/**
 * Makes a simulation of its parts; all its types are inferred from them.
 *
 * @throws UsageError when the name is not of lower case words with hyphens, or the parameters
 * are not a zod object
 * @example
 * ```ts
 * export default defineSimulation({
 *   name: 'greeting',
 *   summary: 'One actor greets many.',
 *   params: z.object({ guests: z.number().int().positive().default(3).describe('who is greeted') }),
 *   compose: ({ swarm, params }) => swarm.populate(guest, params.guests, () => ({})),
 *   measure: ({ swarm }) => ({ envelopes: count(swarm.envelopes$) }),
 * });
 * ```
 */
export function defineSimulation<
  TSchema extends z.ZodObject,
  TActors,
  TCollectors extends Collectors = Record<never, never>,
  TReport = undefined,
>(
  definition: SimulationDefinition<TSchema, TActors, TCollectors, TReport>,
): Simulation<TSchema, TActors, TCollectors, TReport> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(definition.name)) {
    throw new UsageError(
      `A simulation cannot be called '${definition.name}': use lower case words with hyphens, as 'leader-election'.`,
    );
  }
  if (!(definition.params instanceof z.ZodObject)) {
    throw new UsageError(
      `The params of simulation '${definition.name}' are not a z.object({ … }) of zod 4.`,
    );
  }
  return { ...definition, kind: 'statehive.simulation' };
}
