import type { Origin } from '../origin.ts';
import type { Op, Run } from '../run.ts';
import type { BuiltinAction, UserFunction } from '../xstate-internals.ts';

/** The params of an action, for the run that executes it; `undefined` if it has none. */
export type Params = ((run: Run) => unknown) | undefined;

/** Translates one kind of XState's actions. */
export type ActionCompiler = (action: BuiltinAction, params: Params, origin: Origin) => Op;

/** Something that is either given or computed from `{ context, event, self, system }` and params. */
export type Expression = (args: object, params: unknown) => unknown;

/** All expressions of one action share its arguments, which it may keep: they are its alone. */
export function compileExpression(raw: unknown): Expression {
  return typeof raw === 'function' ? (raw as UserFunction) : () => raw;
}

const NO_ARGS = {};

/** What makes the arguments of an action with these expressions; nothing if none is computed. */
export function argsFor(...raw: readonly unknown[]): (run: Run) => object {
  return raw.some(isComputed) ? (run) => run.effects.args(run) : () => NO_ARGS;
}

/** Whether an action is given all of it, as what is enqueued mostly is: then nothing is computed. */
export function isGiven(params: Params, one: unknown, other?: unknown, third?: unknown): boolean {
  return params === undefined && !isComputed(one) && !isComputed(other) && !isComputed(third);
}

function isComputed(raw: unknown): boolean {
  return typeof raw === 'function';
}
