import type { AnyActorRef, AnyEventObject } from 'xstate';
import type { SendParams } from '../effects.ts';
import type { Origin } from '../origin.ts';
import type { Op, Run } from '../run.ts';
import { type ActionCompiler, argsFor, compileExpression, isGiven } from './action-compiler.ts';
import { resolveDelay } from './delay.ts';

/** `sendTo`, and with it `sendParent` and `forwardTo`. */
export const compileSendTo: ActionCompiler = (action, params, origin) => {
  if (typeof action.event === 'string') return refuseString(action.event);
  const givenDelay = resolveDelay(action.delay, origin);
  const id = action.id as string | undefined;
  if (isGiven(params, action.event, givenDelay, action.to)) {
    const [to, sent] = [action.to as Recipient, action.event as unknown as AnyEventObject];
    return (run) => send(run, origin, to, sent, id, givenDelay as number | undefined);
  }
  const event = compileExpression(action.event);
  const delay = compileExpression(givenDelay);
  const target = compileExpression(action.to);
  const argsOf = argsFor(action.event, givenDelay, action.to);
  return (run) => {
    const given = params === undefined ? undefined : params(run);
    const args = argsOf(run);
    const sent = event(args, given) as AnyEventObject;
    const delayMs = delay(args, given) as number | undefined;
    send(run, origin, target(args, given) as Recipient, sent, id, delayMs);
  };
};

/** An actor or its name; nobody stands for the actor itself. */
type Recipient = AnyActorRef | string | undefined;

function send(
  run: Run,
  origin: Origin,
  to: Recipient,
  event: AnyEventObject,
  id: string | undefined,
  delayMs: number | undefined,
): void {
  const { effects } = run;
  if (effects.isReference(to)) effects.send(run, to as AnyActorRef, event, id, delayMs);
  else if (typeof to === 'string') {
    sendByName(run, new Sending(addressee(to, run, origin), to, event, id, delayMs));
  } else effects.send(run, to || effects.self, event, id, delayMs);
}

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
