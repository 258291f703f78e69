import { currentScope } from './scope.ts';

/** An actor looked at the host's clock, timers or chance, which a seed cannot reproduce. */
export class LeakError extends Error {
  override readonly name = 'LeakError';
  /** The host's function, as `Date.now`. */
  readonly api: string;

  constructor(api: string, who: string, remedy: string) {
    super(`${api} was called by ${who}: a run must not depend on the host. Use ${remedy}.`);
    this.api = api;
  }
}

const remedies = {
  'Date.now': "now() from 'statehive'",
  Date: "now() from 'statehive'",
  'new Date': "now() from 'statehive', or new Date(milliseconds)",
  'performance.now': "now() from 'statehive'",
  'Math.random': "random() or sample() from 'statehive'",
  'crypto.randomUUID': "random() from 'statehive', or the actor's own address",
  'crypto.getRandomValues': "random() from 'statehive'",
  setTimeout: "`after` or a delayed event in a machine, or RxJS with the swarm's scheduler",
  setInterval: "`after` in a machine, or RxJS operators with the swarm's scheduler",
  setImmediate: '`raise` in a machine',
} as const;

type Api = keyof typeof remedies;

function refuse(api: Api): void {
  const scope = currentScope();
  if (scope === undefined) return;
  const error = new LeakError(api, scope.surroundings.describe(scope.actor), remedies[api]);
  scope.surroundings.fail(error);
  throw error;
}

function refusing<F extends (...args: never[]) => unknown>(api: Api, original: F): F {
  return function (this: unknown, ...args: Parameters<F>) {
    refuse(api);
    return Reflect.apply(original, this, args);
  } as F;
}

function guardedDate(original: DateConstructor): DateConstructor {
  return new Proxy(original, {
    construct(target, args, newTarget) {
      if (args.length === 0) refuse('new Date');
      return Reflect.construct(target, args, newTarget);
    },
    apply(target) {
      refuse('Date');
      return target();
    },
    get(target, property) {
      return property === 'now' ? guardedNow : Reflect.get(target, property);
    },
  });
}

/** The host's functions as they were before any guard, for the framework's own use. */
export const host: {
  nowMs(): number;
  setImmediate(work: (nothing?: undefined) => void): unknown;
} = {
  nowMs: performance.now.bind(performance),
  setImmediate,
};

const guardedNow = refusing('Date.now', Date.now);

/**
 * RxJS and XState hand an error that nobody catches to `setTimeout(thrower)`, without a delay:
 * it fails the run, and whoever emitted to the one that threw goes on.
 */
function guardedTimeout(original: typeof setTimeout): typeof setTimeout {
  const replacement = (handler: () => void, delay?: number, ...args: unknown[]) => {
    if (delay === undefined && throwsInSwarm(handler)) return undefined;
    refuse('setTimeout');
    return Reflect.apply(original, globalThis, [handler, delay, ...args]);
  };
  return Object.assign(replacement, original) as typeof setTimeout;
}

function throwsInSwarm(handler: () => void): boolean {
  const scope = currentScope();
  if (scope === undefined) return false;
  try {
    handler();
    return false;
  } catch (error) {
    scope.surroundings.fail(error);
    return true;
  }
}

type Swap = () => () => void;

function swap<O extends object, K extends keyof O>(
  owner: O,
  property: K,
  make: (was: O[K]) => O[K],
): Swap {
  return () => {
    const before = Object.getOwnPropertyDescriptor(owner, property);
    const value = make(owner[property]);
    Object.defineProperty(owner, property, { value, configurable: true, writable: true });
    return () => {
      if (before === undefined) delete owner[property];
      else Object.defineProperty(owner, property, before);
    };
  };
}

const swaps: Swap[] = [
  swap(globalThis, 'Date', guardedDate),
  swap(performance, 'now', (was) => refusing('performance.now', was)),
  swap(Math, 'random', (was) => refusing('Math.random', was)),
  swap(crypto, 'randomUUID', (was) => refusing('crypto.randomUUID', was)),
  swap(crypto, 'getRandomValues', (was) => refusing('crypto.getRandomValues', was)),
  swap(globalThis, 'setTimeout', guardedTimeout),
  swap(globalThis, 'setInterval', (was) => refusing('setInterval', was)),
  swap(globalThis, 'setImmediate', (was) => refusing('setImmediate', was)),
];

let guards = 0;
let restore: (() => void)[] = [];

/**
 * Makes the host's clock, timers and chance throw a {@link LeakError} when a swarm's code calls
 * them, and leaves them as they are for everybody else in the process.
 *
 * @returns a function that takes the guard down; guards nest, the last one down restores
 */
export function guardAgainstLeaks(): () => void {
  guards += 1;
  if (guards === 1) restore = swaps.map((install) => install());
  let standing = true;
  return () => {
    if (!standing) return;
    standing = false;
    guards -= 1;
    if (guards > 0) return;
    for (const undo of restore.reverse()) undo();
    restore = [];
  };
}

/** Runs `work` with the guard up. */
export function guarded<T>(work: () => T): T {
  const lift = guardAgainstLeaks();
  try {
    return work();
  } finally {
    lift();
  }
}
