import type { AnyActorRef, AnyEventObject } from 'xstate';
import type { RaiseParams, SendParams } from './effects.ts';
import { sendNow } from './sends.ts';
import type { World } from './world.ts';
import type { UserFunction } from './xstate-internals.ts';

/** What a journal may put off, and with what. */
export interface Payloads {
  custom: { readonly exec: UserFunction; readonly args: object; readonly params: unknown };
  log: readonly unknown[];
  /** What an action of an unknown kind asked to have done after the step. */
  call: () => void;
  /** A child that `spawn` made inside an `assign`. */
  startSpawned: AnyActorRef;
  /** To a receiver that was named. */
  send: SendParams;
  raise: RaiseParams;
  cancel: string;
  emit: AnyEventObject;
  start: AnyActorRef;
  stop: AnyActorRef;
}

export type Kind = keyof Payloads;

type Performers = {
  readonly [K in Kind]: <Address>(world: World<Address>, payload: Payloads[K]) => void;
};

const performers: Performers = {
  custom: (_world, { exec, args, params }) => exec(args, params),
  log: (world, values) => world.log(...values),
  call: (_world, work) => work(),
  startSpawned: (world, child) => world.startChild(child),
  send,
  raise: (world, { event, delay, id }) => world.schedule(world.address, event, delay!, id),
  cancel: (world, id) => world.cancel(id),
  emit: (world, event) => world.emit(event),
  start: (world, child) => world.startChild(child),
  stop: (world, child) => world.stopChild(child),
};

function send<Address>(world: World<Address>, { to, event, delay, id }: SendParams): void {
  const receiver = world.addressOf(to as AnyActorRef);
  if (typeof delay === 'number') world.schedule(receiver, event, delay, id);
  else sendNow(world, receiver, event);
}

/** Performs what was put off; the payload must be of the kind. */
export function perform<Address>(world: World<Address>, kind: Kind, payload: unknown): void {
  performers[kind](world, payload as never);
}
