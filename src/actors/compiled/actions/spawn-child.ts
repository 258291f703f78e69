import type { AnyActorRef } from 'xstate';
import type { Run } from '../run.ts';
import { resolveLogic, type UserFunction } from '../xstate-internals.ts';
import type { ActionCompiler } from './action-compiler.ts';

/** `spawnChild` and `invoke`: the child is made at once, and starts when the step is over. */
export const compileSpawnChild: ActionCompiler = (action, _params, origin) => {
  const { src, systemId, input, syncSnapshot } = action;
  const logic = typeof src === 'string' ? resolveLogic(origin.machine, src) : src;
  return (run) => {
    const id = resolve(action.id, run) as string | undefined;
    const given = logic ? resolve(input, run) : undefined;
    const options = { id, src, syncSnapshot, systemId, input: given };
    const actorRef = logic ? run.effects.createChild(logic, options) : undefined;
    // A child without logic is listed all the same, and one without an id under 'undefined', as in XState.
    run.addChild(String(id), actorRef as AnyActorRef);
    run.version++;
    run.effects.spawnChild(run, { id: action.id, systemId, actorRef, src, input: given });
  };
};

function resolve(value: unknown, run: Run): unknown {
  return typeof value === 'function' ? (value as UserFunction)(run.effects.args(run)) : value;
}
