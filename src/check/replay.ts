import type { z } from 'zod';
import { guardAgainstLeaks } from '../actors/leaks.ts';
import type { Collectors } from '../record/collectors.ts';
import { parametersToCheck } from '../simulation/parameters.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { CheckOptions } from './check.ts';
import type { Counterexample } from './counterexample.ts';
import { Exploration } from './exploration.ts';

/** What a behaviour shows when it is gone through again. */
export interface Replayed {
  /** Whether it still leads to what the counterexample says. */
  readonly isViolated: boolean;
  /** How many of its steps could be taken. */
  readonly steps: number;
}

/**
 * Goes through a counterexample once more, step by step, on the simulation as it is now.
 *
 * @param options - those of the check that found it
 * @example
 * ```ts
 * const { counterexamples } = await check(increment);
 * const { isViolated } = replay(increment, {}, counterexamples[0]!);
 * ```
 */
export function replay<
  TSchema extends z.ZodObject,
  TActors,
  TCollectors extends Collectors,
  TReport,
>(
  simulation: Simulation<TSchema, TActors, TCollectors, TReport>,
  options: CheckOptions<TSchema>,
  counterexample: Counterexample,
): Replayed {
  const params = parametersToCheck(simulation, options.params);
  const lift = guardAgainstLeaks();
  try {
    // Its steps are those of the actors themselves.
    const whole = { ...options, symmetry: false, bitState: undefined };
    return new Exploration(simulation, params, whole).replay(counterexample);
  } finally {
    lift();
  }
}
