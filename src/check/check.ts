import type { z } from 'zod';
import { guardAgainstLeaks } from '../actors/leaks.ts';
import type { Collectors } from '../record/collectors.ts';
import type { Checking, Fairness } from '../simulation/checking.ts';
import { Handle } from '../simulation/handle.ts';
import { parametersToCheck } from '../simulation/parameters.ts';
import type { PropertyResult } from '../simulation/properties.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { UsageError } from '../simulation/usage-error.ts';
import type { Counterexample } from './counterexample.ts';
import { Exploration } from './exploration.ts';
import type { Omission } from './explore/bit-states.ts';
import type { Strategy } from './explore/frontiers.ts';
import type { PopulationSymmetry } from './explore/symmetry/symmetry.ts';

/** How a check is to be done; what is left out of {@link Checking} is as the simulation says. */
export interface CheckOptions<TSchema extends z.ZodObject = z.ZodObject> extends Checking {
  /** The simulation's parameters; left out, those of its `checking`, or else its defaults. */
  readonly params?: z.input<TSchema>;
  /** In what order states are looked at. @defaultValue 'bfs', whose counterexamples are shortest */
  readonly strategy?: Strategy;
  /** Any safe integer: draws the behaviours of the strategy 'random'. @defaultValue 1 */
  readonly seed?: number;
  /**
   * Bytes to remember states in by a few bits of each, when they are too many to be kept: a state may then
   * be left out, and the result says with what chance. The search is depth first, and nothing is said of
   * what must come `eventually`. @defaultValue undefined: states are kept whole
   */
  readonly bitState?: number;
  /**
   * Whether, of several ways to a state that differ in the order of independent moves alone, only one
   * is followed, which finds the same states in less time. Breadth first only. @defaultValue true
   */
  readonly sleepSets?: boolean;
  /**
   * Whether moves are left out whose order among those of others makes no difference (ample sets), so that
   * fewer states are found. What is judged is the same; where that is not sure, nothing is left
   * out, and the result says why. Breadth first, and depth first. @defaultValue false
   */
  readonly partialOrder?: boolean;
  /**
   * Whether states count as one that differ in who of a population is who alone, so that fewer need be
   * explored. What is judged must tell nobody from others of its population, nor may any machine: where
   * that is seen not to be so, the check fails by name. @defaultValue false
   */
  readonly symmetry?: boolean;
  /** Where a check is stopped that does not end by itself. */
  readonly limits?: Partial<CheckLimits>;
  /** Whether the first violation ends the check. @defaultValue false: all states are counted */
  readonly stopAtViolation?: boolean;
  /** Ends the check early; the result holds what there is. */
  readonly signal?: AbortSignal;
}

/** Where a check is stopped that does not end by itself. @defaultValue Infinity for each */
export interface CheckLimits {
  /** Steps from the initial state. */
  readonly depth: number;
  readonly states: number;
  /** Of all that the states are kept in. */
  readonly bytes: number;
  readonly wallMs: number;
  /** How many behaviours the strategy 'random' follows. @defaultValue 1000, to 1,000 steps each */
  readonly walks: number;
}

/** How far a check is. */
export interface CheckProgress {
  readonly unique: number;
  readonly generated: number;
  readonly depth: number;
  /** States that were found and not yet looked at. */
  readonly waiting: number;
  readonly statesPerSecond: number;
  readonly wallMs: number;
}

/** How a check ended: with all behaviours explored, or before. */
export type CheckOutcome = 'complete' | 'violated' | 'limit' | 'aborted';

/** What partial-order reduction left out. */
export interface PartialOrder {
  /** States of which only some moves were followed. */
  readonly reducedStates: number;
  /** Why nothing was left out; undefined where it could be. */
  readonly wholeBecause: string | undefined;
}

/** What a check came to. */
export interface CheckResult<TParams = unknown> {
  readonly simulation: string;
  readonly params: TParams;
  readonly outcome: CheckOutcome;
  /** What the world might do. */
  readonly checking: Checking;
  /** The outcome in words. */
  readonly reason: string;
  /** Whether every state that the options allow was explored. */
  readonly isComplete: boolean;
  /** States that differ, the initial one included. */
  readonly unique: number;
  /** States that were come to, each as often as it was. */
  readonly generated: number;
  /** States on the longest way that the search went, the initial one included. */
  readonly depth: number;
  readonly wallMs: number;
  readonly statesPerSecond: number;
  /** Of what the states are kept in, for each. */
  readonly bytesPerState: number;
  /** Every property of the simulation, and what the check says of it. */
  readonly properties: readonly PropertyResult[];
  readonly counterexamples: readonly Counterexample[];
  /** How each property that is sometimes to be was reached. */
  readonly examples: readonly Counterexample[];
  /** With `bitState`: how surely nothing was left out. */
  readonly omission?: Omission;
  /** With `partialOrder`: what it left out. */
  readonly partialOrder?: PartialOrder;
  /** With `symmetry`: the populations, and which of them are reduced. */
  readonly symmetry?: readonly PopulationSymmetry[];
}

/** What a check tells its host, by name. */
export interface CheckEvents {
  progress: [CheckProgress];
}

/** A check under way: await it for its result, listen to it meanwhile. */
export class Check<TResult> extends Handle<CheckEvents, TResult> {}

/**
 * Explores every behaviour of a simulation: all orders in which messages arrive and timers fire,
 * and all faults within bounds, of the same definition that `run` samples.
 *
 * Every actor must be a machine that can be compiled and that neither draws random numbers nor reads
 * the clock; what it is to branch on, it takes by `choose`. What `compose` sends is taken before
 * anything else. The simulation's own `network` and `withinMs` are left out of account: here a message
 * or a timer takes any time.
 *
 * @returns a handle that is awaited for the result, and emits `progress` on the way
 * @throws UsageError, when awaited, for a parameter or an option that is unknown or wrong
 * @throws UncheckableError, when awaited, for what cannot be explored: machine, state and event
 * @example
 * ```ts
 * const result = await check(twoPhaseCommit, { params: { managers: 3 }, network: 'duplicating' });
 * console.log(result.unique, result.properties);
 * ```
 */
export function check<
  TSchema extends z.ZodObject,
  TActors,
  TCollectors extends Collectors,
  TReport,
>(
  simulation: Simulation<TSchema, TActors, TCollectors, TReport>,
  options: CheckOptions<TSchema> = {},
): Check<CheckResult<z.output<TSchema>>> {
  return new Check(async (handle) => {
    const params = parametersToCheck(simulation, options.params);
    requireBounds(options);
    requireCompatible(options, options.fair ?? simulation.checking?.fair ?? false);
    const lift = guardAgainstLeaks();
    try {
      const exploration = new Exploration(simulation, params, options);
      return await exploration.explore((progress) => handle.emit('progress', progress));
    } finally {
      lift();
    }
  });
}

function requireCompatible<TSchema extends z.ZodObject>(
  { symmetry, bitState, strategy }: CheckOptions<TSchema>,
  fair: Fairness,
): void {
  if (bitState !== undefined && strategy !== undefined && strategy !== 'dfs') {
    throw new UsageError(`'bitState' goes depth first: leave out the strategy '${strategy}'.`);
  }
  if (!fair || !symmetry) return;
  throw new UsageError(
    "'fair' and 'symmetry' do not go together: what is due to one actor is lost where it stands for others.",
  );
}

function requireBounds({ faults = {}, limits = {}, bitState }: CheckOptions<never>): void {
  for (const [name, bound] of Object.entries({ ...faults, ...limits, bitState })) {
    if (bound !== undefined && !(bound >= 0)) {
      throw new UsageError(`The bound '${name}' is a number >= 0, not ${bound}.`);
    }
  }
}
