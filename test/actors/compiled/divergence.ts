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

/** How the machine is run that is compared with XState. */
export type Engine = (machine: AnyStateMachine) => AnyActorLogic;

/** The first step at which the two engines differ about a random machine; `undefined` if they agree. */
export function findDivergence(
  numbers: readonly number[],
  script: Script,
  engine: Engine = compile,
): Divergence | undefined {
  const steps = compared(script);
  const isSeen = engine === compile ? () => true : isSeenWithoutXState;
  const xstate = play(numbers, steps, (machine) => machine).map((lines) => lines.filter(isSeen));
  const compiled = play(numbers, steps, engine).map((lines) => lines.filter(isSeen));
  const step = xstate.findIndex((lines, at) => lines.join('\n') !== compiled[at]!.join('\n'));
  if (step < 0) return undefined;
  return { step, xstate: xstate[step]!, compiled: compiled[step]! };
}

/** A kernel reports neither actions nor microsteps to XState's inspectors. */
function isSeenWithoutXState(line: string): boolean {
  return !/^@xstate\.(action|microstep) root/.test(line);
}

/** Restores the side's last state into another actor, and sends that two events. */
function playRestored(side: Side, numbers: readonly number[], engine: Engine): string[][] {
  // One machine in four: to build another machine costs as much as to play a script.
  if (numbers.length % 4 > 0) return [];
  const observer = new Observer();
  try {
    const persisted = side.actor.getPersistedSnapshot();
    const snapshot = JSON.parse(JSON.stringify(persisted));
    const restored = new Side(engine(randomMachine(numbers, observer)), observer, snapshot);
    restored.actor.start();
    for (const type of EVENTS.slice(0, 2)) restored.actor.send({ type });
    return [[observer.text({ ...snapshot, historyValue: undefined })], restored.describe()];
  } catch (error) {
    // An inline child cannot be persisted; both sides say so.
    return [[observer.text(error)]];
  }
}

type Step = (side: Side) => void;

function compared(script: Script): Step[] {
  const sends = script.map(([event, waitMs]) => (side: Side) => {
    side.actor.send({ type: EVENTS[event % EVENTS.length]!, by: 'test' });
    side.clock.advance(waitMs);
  });
  return [(side) => side.actor.start(), ...sends, (side) => side.clock.advance(30)];
}

function play(numbers: readonly number[], steps: readonly Step[], engine: Engine): string[][] {
  const observer = new Observer();
  const side = new Side(engine(randomMachine(numbers, observer)), observer);
  const seen = [side.describe()];
  for (const step of steps) {
    step(side);
    seen.push(side.describe());
  }
  seen.push(...playRestored(side, numbers, engine));
  side.actor.stop();
  return [...seen, side.describe()];
}
