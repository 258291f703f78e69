import type { AnyActorRef, AnyEventObject } from 'xstate';
import type { SendParams } from '../effects.ts';
import type { Origin } from '../origin.ts';
import type { Op, Run } from '../run.ts';
import { type ActionCompiler, argsFor, compileExpression } from './action-compiler.ts';
import { resolveDelay } from './delay.ts';

/** `sendTo`, and with it `sendParent` and `forwardTo`. */
export const compileSendTo: ActionCompiler = (action, params, origin) => {
  if (typeof action.event === 'string') return refuseString(action.event);
  const givenDelay = resolveDelay(action.delay, origin);
  const event = compileExpression(action.event);
  const delay = compileExpression(givenDelay);
  const target = compileExpression(action.to);
  const argsOf = argsFor(action.event, givenDelay, action.to);
  const id = action.id as string | undefined;
  return (run) => {
    const given = params === undefined ? undefined : params(run);
    const args = argsOf(run);
    const sent = event(args, given) as AnyEventObject;
    const delayMs = delay(args, given) as number | undefined;
    const named = target(args, given) as AnyActorRef | string | undefined;
    const { effects } = run;
    if (effects.isReference(named)) effects.send(run, named as AnyActorRef, sent, id, delayMs);
    else if (typeof named === 'string') {
      sendByName(run, new Sending(addressee(named, run, origin), named, sent, id, delayMs));
    } else effects.send(run, named || effects.self, sent, id, delayMs);
  };
};

function sendByName(run: Run, send: SendParams): void {
  if (typeof send.to === 'string') run.unaddressed.push(send);
  run.effects.sendTo(run, send);
}

/**
 * What is sent by name. Of a class, for V8 may come to take what an object literal makes for
 * long-lived, and from then on make each of them among the old objects, which is slow.
 */
class Sending implements SendParams {
  to: AnyActorRef | string;
  readonly targetId: string;
  readonly event: AnyEventObject;
  readonly id: string | undefined;
  readonly delay: number | undefined;

  constructor(
    to: AnyActorRef | string,
    targetId: string,
    event: AnyEventObject,
    id: string | undefined,
    delay: number | undefined,
  ) {
    this.to = to;
    this.targetId = targetId;
    this.event = event;
    this.id = id;
    this.delay = delay;
  }
}

/** The actor that an id means; an id still, if the state being entered will invoke that actor. */
function addressee(id: string, run: Run, { machine }: Origin): AnyActorRef | string {
  const actor = lookUp(id, run);
  if (actor) return actor;
  throw new Error(`Unable to send event to actor '${id}' from machine '${machine.id}'.`);
}

function lookUp(id: string, run: Run): AnyActorRef | string | undefined {
  if (id === '#_parent') return run.effects.parent;
  if (id === '#_internal') return run.effects.self;
  if (id.startsWith('#_')) return run.children?.get(id.slice(2));
  return run.invoking?.includes(id) ? id : run.children?.get(id);
}

/** Addresses what was sent to actors before they were invoked. */
export function addressLate(run: Run): void {
  for (const send of run.unaddressed) {
    send.to = run.children?.get(send.to as string) as AnyActorRef;
  }
  run.unaddressed.length = 0;
  run.invoking = undefined;
}

function refuseString(event: string): Op {
  return () => {
    throw new Error(
      `Only event objects may be used with sendTo; use sendTo({ type: "${event}" }) instead`,
    );
  };
}
