import type { AnyActorRef } from 'xstate';
import type { Run } from '../run.ts';
import { type ActionCompiler, argsFor, compileExpression } from './action-compiler.ts';

/** `stopChild`, by the child's id or by the child itself. */
export const compileStopChild: ActionCompiler = (action, params) => {
  const child = compileExpression(action.actorRef);
  const argsOf = argsFor(action.actorRef);
  return (run) => {
    const named = child(argsOf(run), params?.(run)) as AnyActorRef | string | undefined;
    stopOne(run, typeof named === 'string' ? run.children?.get(named) : named);
  };
};

function stopOne(run: Run, child: AnyActorRef | undefined): void {
  if (child) run.removeChild(child.id);
  run.version++;
  run.effects.stopChild(run, child);
}

/** Stops all children, in the order in which they were made. */
export function stopChildren(run: Run): void {
  for (const child of [...(run.children ?? [])]) stopOne(run, child);
}
