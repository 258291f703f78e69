import type { Op, Run } from '../run.ts';
import type { UserFunction } from '../xstate-internals.ts';
import type { ActionCompiler, Params } from './action-compiler.ts';
import { ContextCopier } from './context-copier.ts';
import { evaluateByLoop, generateEvaluate } from './generated-code.ts';

/** Makes the context that follows on another; neither is ever written to. */
type Follow = (context: object, partial: unknown) => object;

/** `assign`: a new context object each time, as in XState. */
export const compileAssign: ActionCompiler = ({ assignment }, params) => {
  const copier = new ContextCopier();
  const isFunction = typeof assignment === 'function';
  const evaluate = isFunction ? assignment : generateEvaluate(assignment ?? {});
  return assignBy(evaluate, params, (context, partial) => copier.copy(context, partial));
};

/** `enqueue.assign`: made anew for each event, and so not worth generating code for. */
export const compileBriefAssign: ActionCompiler = ({ assignment }, params) => {
  const isFunction = typeof assignment === 'function';
  const evaluate = isFunction ? assignment : evaluateByLoop(assignment ?? {});
  return assignBy(evaluate, params, (context, partial) => Object.assign({}, context, partial));
};

function assignBy(evaluate: UserFunction, params: Params, follow: Follow): Op {
  return (run) => {
    const given = params === undefined ? undefined : params(run);
    if (!run.context) throw lackOfContext();
    const partial = evaluate(run.effects.assignArgs(run), given);
    run.context = follow(run.context, partial);
    run.version++;
    if (run.spawned !== undefined) adoptSpawned(run);
  };
}

function lackOfContext(): Error {
  return new Error(
    'Cannot assign to undefined `context`. Ensure that `context` is defined in the machine config.',
  );
}

/** Makes children of the actors that `spawn` made while the new context was computed. */
export function adoptSpawned(run: Run): void {
  const { spawned } = run;
  run.spawned = undefined;
  if (spawned && Object.keys(spawned).length > 0) run.addChildren(spawned);
}
