import { expect } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { compile } from '../../../src/actors/compiled/compile.ts';
import { Observer } from './observer.ts';
import { Side } from './side.ts';

/** An event to send, or a number of milliseconds to wait. */
type Step = string | number | { readonly type: string; readonly [key: string]: unknown };

/**
 * Plays a script under both engines, expects them to agree at each step, and
 * returns what XState did, so that a test can say what that was.
 *
 * @param define - builds the machine; what it notes is compared too
 */
export function agree(define: (observer: Observer) => unknown, ...script: Step[]): string[] {
  const xstate = play(define, script, (machine) => machine);
  const compiled = play(define, script, compile);
  expect(compiled).toEqual(xstate);
  return xstate.flat();
}

function play(
  define: (observer: Observer) => unknown,
  script: readonly Step[],
  engine: (machine: AnyStateMachine) => unknown,
): string[][] {
  const observer = new Observer();
  const side = new Side(engine(define(observer) as AnyStateMachine) as never, observer);
  const seen = [side.describe()];
  side.actor.start();
  for (const step of script) {
    seen.push(side.describe());
    if (typeof step === 'number') side.clock.advance(step);
    else side.actor.send(typeof step === 'string' ? { type: step } : step);
  }
  return [...seen, side.describe()];
}
