import type { AnyEventObject } from 'xstate';
import type { Run } from '../run.ts';
import { type ActionCompiler, argsFor, compileExpression, isGiven } from './action-compiler.ts';
import { resolveDelay } from './delay.ts';

/** `raise`: into the internal queue of this very step or, delayed, back to oneself later. */
export const compileRaise: ActionCompiler = (action, params, origin) => {
  if (typeof action.event === 'string') return refuseString(action.event);
  const givenDelay = resolveDelay(action.delay, origin);
  const id = action.id as string | undefined;
  if (isGiven(params, action.event, givenDelay)) {
    const { event } = action;
    return (run) => raise(run, event as AnyEventObject, id, givenDelay as number | undefined);
  }
  const event = compileExpression(action.event);
  const delay = compileExpression(givenDelay);
  const argsOf = argsFor(action.event, givenDelay);
  return (run) => {
    const given = params?.(run);
    const args = argsOf(run);
    const raised = event(args, given) as AnyEventObject;
    const delayMs = delay(args, given) as number | undefined;
    raise(run, raised, id, delayMs);
  };
};

function raise(run: Run, event: AnyEventObject, id?: string, delay?: number): void {
  if (typeof delay !== 'number') run.queue.push(event);
  run.effects.raise(run, { event, id, delay });
}

function refuseString(event: string): () => void {
  return () => {
    throw new Error(
      `Only event objects may be used with raise; use raise({ type: "${event}" }) instead`,
    );
  };
}
