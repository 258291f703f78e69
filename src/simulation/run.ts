import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { Faults } from '../faults/nemesis.ts';
import type { Collectors, MetricsOf } from '../record/collectors.ts';
import type { EngineChoice } from '../swarm/engines.ts';
import type { Log } from '../swarm/records.ts';
import { Execution } from './execution.ts';
import { Handle } from './handle.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { parseParameters } from './parameters.ts';
import type { RunResult, Violation } from './result.ts';
import type { Simulation } from './simulation.ts';
import { UsageError } from './usage-error.ts';

export interface RunOptions<TSchema extends z.ZodObject> {
  /** The simulation's parameters; those with a default may be left out. */
  readonly params?: z.input<TSchema>;
  /** A safe integer; drawn, and told in the result, when left out. */
  readonly seed?: number;
  /** Which engine runs the machines. @defaultValue 'auto' */
  readonly engine?: EngineChoice;
  /** What goes wrong, instead of the simulation's own faults: `chaos(…)` or `script([…])`. */
  readonly faults?: Faults;
  /**
   * What runs before have left, by key: an input of the run, as its seed is. Values are JSON, which
   * nobody changes. See {@link openMemory} for where it is kept.
   */
  readonly memory?: ReadonlyMap<string, unknown>;
  /** Overrides the simulation's own limits. */
  readonly limits?: Partial<Limits>;
  /** Ends the run early; the result says `aborted` and holds what there is. */
  readonly signal?: AbortSignal;
}

/** How far a run is. */
export interface Progress {
  readonly events: number;
  /** Simulated ms. */
  readonly simulatedMs: number;
  /** Wall ms. */
  readonly wallMs: number;
  /** The share that is done, 0 to 1, when the run has a limit of simulated time. */
  readonly fraction: number | undefined;
}

/** What a run tells its host, by name. */
export interface RunEvents<TResult> {
  started: [{ simulation: string; seed: number; params: unknown }];
  progress: [Progress];
  violation: [Violation];
  log: [Log];
  finished: [TResult];
}

/** A run under way: await it for its result, listen to it meanwhile. */
export class Run<TResult> extends Handle<RunEvents<TResult>, TResult> {}

/**
 * Runs a simulation once.
 *
 * @returns a handle that is awaited for the result, and emits `started`, `progress`, `violation`,
 * `log` and `finished` on the way
 * @throws UsageError, when awaited, for a parameter that is unknown or wrong, or a bad seed
 * @example
 * ```ts
 * const result = await run(greeting, { params: { guests: 5 }, seed: 7 });
 * console.log(result.outcome, result.metrics.envelopes, result.traceHash);
 * ```
 */
export function run<TSchema extends z.ZodObject, TActors, TCollectors extends Collectors, TReport>(
  simulation: Simulation<TSchema, TActors, TCollectors, TReport>,
  options: RunOptions<TSchema> = {},
): Run<RunResult<z.output<TSchema>, MetricsOf<TCollectors>, TReport>> {
  return new Run(async (handle) => {
    const params = parseParameters(simulation, options.params ?? {});
    const seed = checkedSeed(options.seed ?? randomInt(2 ** 32));
    const limits = { ...defaultLimits, ...simulation.limits, ...options.limits };
    const { engine = 'auto', signal, memory, faults = simulation.faults?.(params) } = options;
    const asked = { params, seed, engine, limits, signal, faults, memory };
    const execution = new Execution(simulation, asked);
    const result = await execution.run(handle);
    handle.emit('finished', result);
    return result;
  });
}

function checkedSeed(seed: number): number {
  if (Number.isSafeInteger(seed)) return seed;
  throw new UsageError(`A seed is a whole number of at most 2^53 - 1, not ${seed}.`);
}
