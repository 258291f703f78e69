import type { AnyEventObject } from 'xstate';
import { type ActionCompiler, compileExpression } from './action-compiler.ts';
import { compileDelay } from './delay.ts';

/** `raise`: into the internal queue of this very step or, delayed, back to oneself later. */
export const compileRaise: ActionCompiler = (action, params, origin) => {
  if (typeof action.event === 'string') return refuseString(action.event);
  const event = compileExpression(action.event, params);
  const delay = compileDelay(action.delay, params, origin);
  const id = action.id as string | undefined;
  return (run) => {
    const raised = event(run) as AnyEventObject;
    const delayMs = delay(run);
    if (typeof delayMs !== 'number') run.queue.push(raised);
    run.effects.raise(run, { event: raised, id, delay: delayMs });
  };
};

function refuseString(event: string): () => void {
  return () => {
    throw new Error(
      `Only event objects may be used with raise; use raise({ type: "${event}" }) instead`,
    );
  };
}
