import type { AnyEventObject } from 'xstate';
import { type ActionCompiler, argsFor, compileExpression, isGiven } from './action-compiler.ts';

/** The actions that only say something to the world: `emit`, `log` and `cancel`. */

export const compileEmit: ActionCompiler = ({ event }, params) => {
  if (isGiven(params, event)) {
    return (run) => run.effects.emit(run, { event: event as AnyEventObject });
  }
  const expression = compileExpression(event);
  const argsOf = argsFor(event);
  return (run) => {
    const emitted = expression(argsOf(run), params?.(run)) as AnyEventObject;
    run.effects.emit(run, { event: emitted });
  };
};

export const compileLog: ActionCompiler = ({ value, label }, params) => {
  const expression = compileExpression(value);
  const argsOf = argsFor(value);
  return (run) => run.effects.log(run, { value: expression(argsOf(run), params?.(run)), label });
};

export const compileCancel: ActionCompiler = ({ sendId }, params) => {
  if (isGiven(params, sendId)) {
    return (run) => run.effects.cancel(run, { sendId: sendId as string });
  }
  const expression = compileExpression(sendId);
  const argsOf = argsFor(sendId);
  return (run) => {
    const cancelled = expression(argsOf(run), params?.(run)) as string;
    run.effects.cancel(run, { sendId: cancelled });
  };
};
