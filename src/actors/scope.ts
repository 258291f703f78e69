import { AsyncLocalStorage } from 'node:async_hooks';
import type { Distribution } from '../random/distribution.ts';
import type { RandomStream } from '../random/random-stream.ts';
import type { ActorNumber } from './engine.ts';

/** What code that runs inside a swarm can ask of it. */
export interface Surroundings {
  readonly nowMs: number;
  randomOf(actor: ActorNumber): RandomStream;
  /** Which of `count` options an actor takes, counted from 0, where that is not left to chance. */
  pickAmong?(actor: ActorNumber, count: number): number;
  /** Says who is acting, for error messages: `actor 'queen' of 'hive' handling 'VOTE'`. */
  describe(actor: ActorNumber): string;
  /** Takes note of an error that the user's code might swallow. */
  fail(error: unknown): void;
}

/** Who is acting: a swarm and one of its actors. */
export interface Scope {
  readonly surroundings: Surroundings;
  readonly actor: ActorNumber;
}

interface Ambient {
  surroundings: Surroundings | undefined;
  actor: ActorNumber;
  readonly continuations: AsyncLocalStorage<Scope>;
  /** Whether what runs computes a delay. */
  isTiming: boolean;
}

const key = Symbol.for('statehive.ambient');
const registry = globalThis as { [key]?: Ambient };

// One per process, not per copy of this module: a user's CommonJS loader may make a second copy.
registry[key] ??= {
  surroundings: undefined,
  actor: 0,
  continuations: new AsyncLocalStorage<Scope>(),
  isTiming: false,
};
const ambient: Ambient = registry[key];

/** The scope of the code that is running: set for a step, inherited by its promises. */
export function currentScope(): Scope | undefined {
  if (ambient.surroundings === undefined) return ambient.continuations.getStore();
  return { surroundings: ambient.surroundings, actor: ambient.actor };
}

/** True while a swarm takes a step; false in the continuations of its promises. */
export function isStepping(): boolean {
  return ambient.surroundings !== undefined;
}

/** Runs `work` as an actor of a swarm. Nests: the scope before is put back, also on a throw. */
export function within<T>(surroundings: Surroundings, actor: ActorNumber, work: () => T): T;
/** The same with what `work` is given, for what is done so often that it is not to be made each time. */
export function within<T, TGiven>(
  surroundings: Surroundings,
  actor: ActorNumber,
  work: (given: TGiven) => T,
  given: TGiven,
): T;
export function within<T>(
  surroundings: Surroundings,
  actor: ActorNumber,
  work: (given?: unknown) => T,
  given?: unknown,
): T {
  const outerSurroundings = ambient.surroundings;
  const outerActor = ambient.actor;
  ambient.surroundings = surroundings;
  ambient.actor = actor;
  try {
    return work(given);
  } finally {
    ambient.surroundings = outerSurroundings;
    ambient.actor = outerActor;
  }
}

/** Makes an actor the one that is acting until {@link leaveScope}: `within` for a kernel's every step. */
export function enterScope(surroundings: Surroundings, actor: ActorNumber): void {
  ambient.surroundings = surroundings;
  ambient.actor = actor;
}

/** Ends the scope of a step: the host's code runs again. */
export function leaveScope(): void {
  ambient.surroundings = undefined;
}

/** Whether a delay is being computed, whose draws change when something happens and nothing else. */
export function isTiming(): boolean {
  return ambient.isTiming;
}

/** Tells that a delay is being computed, or no longer. */
export function setTiming(isTiming: boolean): void {
  ambient.isTiming = isTiming;
}

/** Runs `work` as the host's own code, which no swarm is answerable for. */
export function asHost<T>(work: () => T): T {
  const { surroundings } = ambient;
  ambient.surroundings = undefined;
  try {
    return ambient.continuations.exit(work);
  } finally {
    ambient.surroundings = surroundings;
  }
}

/** Runs `work` so that the promises it makes keep the scope in their continuations. */
export function withinContinuations<T>(scope: Scope, work: () => T): T {
  return ambient.continuations.run(scope, work);
}

function required(caller: string): Scope {
  const scope = currentScope();
  if (scope === undefined) {
    throw new Error(
      `${caller}() was called outside a swarm: call it in an action, guard, delay or context of a machine that a swarm runs.`,
    );
  }
  return scope;
}

/**
 * The simulated time of the swarm that is running the calling machine.
 *
 * @returns simulated ms since the start of the run, >= 0
 * @throws Error when no swarm is running the caller
 * @example
 * ```ts
 * const stamp = assign({ arrivedAtMs: () => now() });
 * ```
 */
export function now(): number {
  return required('now').surroundings.nowMs;
}

/**
 * The random stream of the actor that is running: the machine's one source of chance.
 *
 * Each actor has its own stream, seeded by the run's seed and the actor's address, so that
 * a new actor does not change what the others draw.
 *
 * @throws Error when no swarm is running the caller
 * @example
 * ```ts
 * const pickPeer = assign({ peer: ({ context }) => random().pick(context.peers) });
 * ```
 */
export function random(): RandomStream {
  const scope = required('random');
  return scope.surroundings.randomOf(scope.actor);
}

/**
 * Draws from a distribution with the random stream of the actor that is running.
 *
 * @returns a draw, in the distribution's own unit (ms for delays)
 * @throws Error when no swarm is running the caller
 * @example
 * ```ts
 * const delays = { service: () => sample(exponential({ mean: 5 })) };
 * ```
 */
export function sample(distribution: Distribution): number {
  const scope = required('sample');
  return scope.surroundings.randomOf(scope.actor).sample(distribution);
}

/**
 * One of several options that are all possible: drawn from the actor's random stream by `run`, each
 * equally likely; `check` explores what follows from every one of them.
 *
 * @throws RangeError when there are no options
 * @throws Error when no swarm is running the caller
 * @example
 * ```ts
 * const decide = assign({ vote: () => choose(['yes', 'no']) });
 * ```
 */
export function choose<const T>(options: readonly T[]): T;
/**
 * One of so many options, by its number from 0: for options that need no list.
 *
 * @param count - how many there are, a whole number >= 1
 * @example
 * ```ts
 * const neighbour = () => topology.neighbour(index, choose(topology.degree(index)));
 * ```
 */
export function choose(count: number): number;
export function choose<T>(options: readonly T[] | number): T | number {
  const { surroundings, actor } = required('choose');
  const count = typeof options === 'number' ? options : options.length;
  if (!(Number.isSafeInteger(count) && count > 0)) {
    throw new RangeError(`choose() needs at least one option, not ${count}.`);
  }
  const chosen =
    surroundings.pickAmong?.(actor, count) ?? surroundings.randomOf(actor).integer(0, count - 1);
  return typeof options === 'number' ? chosen : options[chosen]!;
}

/**
 * Whether something happens that has a chance: drawn from the actor's random stream by `run`; `check`
 * explores both, unless the chance is 0 or 1.
 *
 * @param probability - that it happens, 0 to 1
 * @throws RangeError when that is no probability
 * @throws Error when no swarm is running the caller
 * @example
 * ```ts
 * const attempt = assign({ hasFailed: () => chance(0.05) });
 * ```
 */
export function chance(probability: number): boolean {
  const { surroundings, actor } = required('chance');
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`chance() needs a probability from 0 to 1, not ${probability}.`);
  }
  if (surroundings.pickAmong === undefined) {
    return surroundings.randomOf(actor).uniform() < probability;
  }
  if (probability === 0 || probability === 1) return probability === 1;
  return surroundings.pickAmong(actor, 2) === 1;
}
