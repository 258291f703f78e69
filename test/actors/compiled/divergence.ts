import type { AnyActorLogic, AnyStateMachine } from 'xstate';
import { compile } from '../../../src/actors/compiled/compile.ts';
import { Observer } from './observer.ts';
import { EVENTS } from './random-action.ts';
import { randomMachine } from './random-machine.ts';
import { Side } from './side.ts';

/** Which of the events to send, and how many milliseconds to wait afterwards. */
export type Script = readonly (readonly [event: number, waitMs: number])[];

export interface Divergence {
  readonly step: number;
  readonly xstate: readonly string[];
  readonly compiled: readonly string[];
}

/** The first step at which the two engines differ about a random machine; `undefined` if they agree. */
export function findDivergence(numbers: readonly number[], script: Script): Divergence | undefined {
  const steps = compared(script);
  const xstate = play(numbers, steps, (machine) => machine);
  const compiled = play(numbers, steps, (machine) => compile(machine as AnyStateMachine));
  const step = xstate.findIndex((lines, at) => lines.join('\n') !== compiled[at]!.join('\n'));
  if (step < 0) return undefined;
  return { step, xstate: xstate[step]!, compiled: compiled[step]! };
}

type Step = (side: Side) => void;

function compared(script: Script): Step[] {
  const sends = script.map(([event, waitMs]) => (side: Side) => {
    side.actor.send({ type: EVENTS[event % EVENTS.length]!, by: 'test' });
    side.clock.advance(waitMs);
  });
  return [(side) => side.actor.start(), ...sends, (side) => side.clock.advance(30)];
}

function play(
  numbers: readonly number[],
  steps: readonly Step[],
  engine: (machine: AnyActorLogic) => AnyActorLogic,
): string[][] {
  const observer = new Observer();
  const side = new Side(engine(randomMachine(numbers, observer)), observer);
  const seen = [side.describe()];
  for (const step of steps) {
    step(side);
    seen.push(side.describe());
  }
  side.actor.stop();
  return [...seen, side.describe()];
}
