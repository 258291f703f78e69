import { type AnyEventObject, matchesState, type StateValue } from 'xstate';
import type { Configuration } from './configuration.ts';
import type { Origin } from './origin.ts';
import { UnsupportedFeatureError } from './unsupported-feature-error.ts';
import {
  type BuiltinGuard,
  guardKindOf,
  implementationsOf,
  isBuiltinGuard,
  type UserFunction,
} from './xstate-internals.ts';

/** A guard ready to be asked in a configuration; any truthy answer lets pass. */
export type Guard = (
  context: unknown,
  event: AnyEventObject,
  configuration: Configuration,
) => unknown;

interface ParameterizedGuard {
  readonly type: string;
  readonly params?: unknown;
}

/** What to do with a guard whose kind is none of XState's. */
type Otherwise = (guard: BuiltinGuard) => Guard;

/**
 * Translates a guard as it stands in a machine's definition: inline, named or parameterised.
 *
 * @param otherwise - what to do with one whose kind is none of XState's
 * @throws UnsupportedFeatureError for such a one, if nothing else is said
 */
export function compileGuard(
  raw: unknown,
  origin: Origin,
  otherwise: Otherwise = refuseFor(origin),
): Guard {
  if (typeof raw === 'function') {
    return compileFunction(raw as UserFunction, undefined, origin, otherwise);
  }
  const name = typeof raw === 'string' ? raw : (raw as ParameterizedGuard).type;
  const resolved = implementationsOf(origin.machine).guards[name];
  if (!resolved) {
    return () => {
      throw new Error(`Guard '${name}' is not implemented.'.`);
    };
  }
  if (typeof resolved !== 'function') return inner(resolved, origin, otherwise);
  return compileFunction(resolved as UserFunction, paramsOf(raw), origin, otherwise);
}

/** What a guard's params are for a context and an event. */
type Params = (context: unknown, event: AnyEventObject) => unknown;

function paramsOf(raw: unknown): Params | undefined {
  if (typeof raw === 'string' || !('params' in (raw as object))) return undefined;
  const { params } = raw as ParameterizedGuard;
  if (typeof params !== 'function') return () => params;
  return (context, event) => params({ context, event });
}

function compileFunction(
  guard: UserFunction,
  params: Params | undefined,
  origin: Origin,
  otherwise: Otherwise,
): Guard {
  if (isBuiltinGuard(guard)) return compileBuiltin(guard as BuiltinGuard, origin, otherwise);
  if (!params) return (context, event) => guard({ context, event }, undefined);
  return (context, event) => guard({ context, event }, params(context, event));
}

function compileBuiltin(guard: BuiltinGuard, origin: Origin, otherwise: Otherwise): Guard {
  const kind = guardKindOf(guard);
  if (kind === 'stateIn') return stateIn(guard.stateValue, origin);
  const operands = guard.guards?.map((each) => inner(each, origin, otherwise));
  if (operands && kind === 'not') {
    return (context, event, configuration) => !operands[0]!(context, event, configuration);
  }
  if (operands && kind === 'and') {
    return (...asked) => operands.every((operand) => operand(...asked));
  }
  if (operands && kind === 'or') {
    return (...asked) => operands.some((operand) => operand(...asked));
  }
  return otherwise(guard);
}

function refuseFor({ machine, state }: Origin): Otherwise {
  return ({ name }) => {
    const feature = `a guard of an unknown kind ('${name}')`;
    throw new UnsupportedFeatureError({ machine: machine.id, state, feature });
  };
}

/** The answer depends on the configuration alone, and is kept for each. */
function stateIn(stateValue: unknown, { machine }: Origin): Guard {
  const answers: (boolean | undefined)[] = [];
  const ask = (configuration: Configuration): boolean => {
    if (typeof stateValue === 'string' && stateValue.startsWith('#')) {
      return configuration.nodes.includes(machine.getStateNodeById(stateValue) as never);
    }
    return matchesState(stateValue as StateValue, configuration.value);
  };
  return (_context, _event, configuration) => {
    answers[configuration.id] ??= ask(configuration);
    return answers[configuration.id];
  };
}

/** The guards that are being translated: those that the present one stands in. */
const outer = new Set<unknown>();

/** A guard inside another; named ones may refer to each other in a circle, as long as nobody asks. */
function inner(raw: unknown, origin: Origin, otherwise: Otherwise): Guard {
  if (outer.has(raw)) return later(() => compileGuard(raw, origin, otherwise));
  outer.add(raw);
  try {
    return compileGuard(raw, origin, otherwise);
  } finally {
    outer.delete(raw);
  }
}

function later(compile: () => Guard): Guard {
  let guard: Guard | undefined;
  return (context, event, configuration) => {
    guard ??= compile();
    return guard(context, event, configuration);
  };
}
