import { type RunOptions, run, type Simulation } from 'statehive';
import type { z } from 'zod';
import type { Case, CaseParams } from '../suite.ts';

export interface SimulatedRun<TSchema extends z.ZodObject> {
  readonly params: CaseParams;
  /** What the simulated time is of. */
  readonly of: string;
  readonly operations?: number;
  readonly with: NonNullable<RunOptions<TSchema>['params']>;
}

/** A case that runs a simulation to its end: what that takes this machine, and the modelled swarm. */
export function caseOf<TSchema extends z.ZodObject>(
  simulation: Simulation<TSchema>,
  { params, of, operations = 1, with: given }: SimulatedRun<TSchema>,
): Case {
  return {
    params,
    does: of,
    operations,
    async work(seed) {
      const { outcome, reason, traceHash, simulatedMs } = await run(simulation, {
        params: given,
        seed,
      });
      if (outcome !== 'completed') throw new Error(reason);
      return { hash: traceHash, simulatedMs: { [of]: simulatedMs } };
    },
  };
}
