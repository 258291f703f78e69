import type { Origin } from '../origin.ts';
import type { Op } from '../run.ts';
import { UnsupportedFeatureError } from '../unsupported-feature-error.ts';
import { implementationsOf, isBuiltinAction, type UserFunction } from '../xstate-internals.ts';
import type { ActionCompiler, Params } from './action-compiler.ts';
import { compileCancel, compileEmit, compileLog } from './announce.ts';
import { compileAssign } from './assign.ts';
import { compileEnqueueActions } from './enqueue-actions.ts';
import { compileRaise } from './raise.ts';
import { compileSendTo } from './send-to.ts';
import { compileSpawnChild } from './spawn-child.ts';
import { compileStopChild } from './stop-child.ts';

const compilers = new Map<string, ActionCompiler>([
  ['xstate.assign', compileAssign],
  ['xstate.cancel', compileCancel],
  ['xstate.emit', compileEmit],
  ['xstate.enqueueActions', compileEnqueueActions],
  ['xstate.log', compileLog],
  ['xstate.raise', compileRaise],
  ['xstate.sendTo', compileSendTo],
  ['xstate.spawnChild', compileSpawnChild],
  ['xstate.stopChild', compileStopChild],
]);

const refuse: ActionCompiler = ({ type }, _params, { machine, state }) => {
  const feature = `an action of an unknown kind ('${type}')`;
  throw new UnsupportedFeatureError({ machine: machine.id, state, feature });
};

/**
 * Translates an action as it stands in a machine's definition: inline, named or parameterised.
 *
 * @param otherwise - what to do with one whose kind is none of XState's
 * @throws UnsupportedFeatureError for such a one, if nothing else is said
 */
export function compileAction(
  raw: unknown,
  origin: Origin,
  otherwise: ActionCompiler = refuse,
): Op {
  const resolved = implementationOf(raw, origin);
  const params = paramsOf(raw);
  if (!isBuiltinAction(resolved)) return custom(typeOf(raw), resolved as UserFunction, params);
  return (compilers.get(resolved.type) ?? otherwise)(resolved, params, origin);
}

/** Whether what an action does is not known before it runs. */
export function isOpen(raw: unknown, origin: Origin): boolean {
  const resolved = implementationOf(raw, origin);
  return isBuiltinAction(resolved) && resolved.type === 'xstate.enqueueActions';
}

function implementationOf(raw: unknown, { machine }: Origin): unknown {
  return typeof raw === 'function' ? raw : implementationsOf(machine).actions[typeOf(raw)];
}

function typeOf(raw: unknown): string {
  if (typeof raw === 'string') return raw;
  if (typeof raw === 'function') return raw.name || '(anonymous)';
  return (raw as { type: string }).type;
}

function paramsOf(raw: unknown): Params {
  if (typeof raw !== 'object' || raw === null || !('params' in raw)) return undefined;
  const { params } = raw;
  if (typeof params !== 'function') return () => params;
  return ({ context, event }) => params({ context, event });
}

/** A function of the user's; one that is not implemented is, as in XState, passed over. */
function custom(type: string, exec: UserFunction | undefined, params: Params): Op {
  if (!params) return (run) => run.effects.custom(run, type, exec, undefined);
  return (run) => run.effects.custom(run, type, exec, params(run));
}
