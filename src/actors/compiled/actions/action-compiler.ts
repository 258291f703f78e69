import type { Origin } from '../origin.ts';
import type { Op, Run } from '../run.ts';
import type { BuiltinAction, UserFunction } from '../xstate-internals.ts';

/** The params of an action, for the run that executes it; `undefined` if it has none. */
export type Params = ((run: Run) => unknown) | undefined;

/** Translates one kind of XState's actions. */
export type ActionCompiler = (action: BuiltinAction, params: Params, origin: Origin) => Op;

/** Something that is either given or computed from `{ context, event, self, system }` and params. */
export type Expression = (run: Run) => unknown;

/** Arguments are made anew for each function: it may keep them. */
export function compileExpression(raw: unknown, params: Params): Expression {
  if (typeof raw !== 'function') return () => raw;
  const evaluate = raw as UserFunction;
  if (!params) return (run) => evaluate(run.effects.args(run), undefined);
  return (run) => evaluate(run.effects.args(run), params(run));
}
