import type { AnyEventObject } from 'xstate';
import { type ActionCompiler, compileExpression } from './action-compiler.ts';

/** The actions that only say something to the world: `emit`, `log` and `cancel`. */

export const compileEmit: ActionCompiler = ({ event }, params) => {
  const expression = compileExpression(event, params);
  return (run) => run.effects.emit(run, { event: expression(run) as AnyEventObject });
};

export const compileLog: ActionCompiler = ({ value, label }, params) => {
  const expression = compileExpression(value, params);
  return (run) => run.effects.log(run, { value: expression(run), label });
};

export const compileCancel: ActionCompiler = ({ sendId }, params) => {
  const expression = compileExpression(sendId, params);
  return (run) => run.effects.cancel(run, { sendId: expression(run) as string });
};
