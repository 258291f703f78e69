import type { AnyEventObject } from 'xstate';
import { type ActionCompiler, argsFor, compileExpression } from './action-compiler.ts';
import { resolveDelay } from './delay.ts';

/** `raise`: into the internal queue of this very step or, delayed, back to oneself later. */
export const compileRaise: ActionCompiler = (action, params, origin) => {
  if (typeof action.event === 'string') return refuseString(action.event);
  const givenDelay = resolveDelay(action.delay, origin);
  const event = compileExpression(action.event);
  const delay = compileExpression(givenDelay);
  const argsOf = argsFor(action.event, givenDelay);
  const id = action.id as string | undefined;
  return (run) => {
    const given = params?.(run);
    const args = argsOf(run);
    const raised = event(args, given) as AnyEventObject;
    const delayMs = delay(args, given) as number | undefined;
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
