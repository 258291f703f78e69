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

/** Translates an action as it stands in a machine's definition: inline, named or parameterised. */
export function compileAction(raw: unknown, origin: Origin): Op {
  const resolved =
    typeof raw === 'function' ? raw : implementationsOf(origin.machine).actions[typeOf(raw)];
  const params = paramsOf(raw);
  if (!isBuiltinAction(resolved)) return custom(typeOf(raw), resolved as UserFunction, params);
  const compiler = compilers.get(resolved.type);
  if (compiler) return compiler(resolved, params, origin);
  const feature = `an action of an unknown kind ('${resolved.type}')`;
  throw new UnsupportedFeatureError({ machine: origin.machine.id, state: origin.state, feature });
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
