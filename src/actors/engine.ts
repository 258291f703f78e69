import type { AnyActorLogic, AnyActorRef, AnyEventObject, Snapshot } from 'xstate';

/** An actor's index in its swarm, counted from 0 in the order of spawning. */
export type ActorNumber = number;

/** The sender of what comes from no actor: `compose`, a fed stream, a test. */
export const OUTSIDE: ActorNumber = -1;

/** The engines a machine can run on. */
export type EngineName = 'xstate';

/** How an actor's life ended. */
export type Ending = 'done' | 'error' | 'stopped';

/** What an engine asks of the swarm it runs in. */
export interface EngineHost {
  /** Gives an actor that was made inside another one its number. */
  adopt(parent: ActorNumber, id: string): ActorNumber;
  /** Takes note that an actor has been started. */
  began(actor: ActorNumber): void;
  /** The number of a reference, whichever engine runs it; throws when it is of another swarm. */
  numberOf(ref: AnyActorRef): ActorNumber;
  /** Posts an event now; a local one does not cross the network. */
  post(from: ActorNumber, to: ActorNumber, event: AnyEventObject, local: boolean): void;
  /** Records an event that has nobody to go to. */
  undeliverable(from: ActorNumber, event: AnyEventObject, reason: string): void;
  /** Posts an event after `delayMs` of simulated time, unless it is disarmed first. */
  arm(timer: TimerRequest): void;
  disarm(actor: ActorNumber, id: string): void;
  disarmAll(actor: ActorNumber): void;
  emitted(actor: ActorNumber, event: AnyEventObject): void;
  ended(actor: ActorNumber, ending: Ending, error: unknown): void;
  logged(values: readonly unknown[]): void;
  /** Takes note that an actor's own promises or callbacks may go on after its step. */
  continues(actor: ActorNumber, kind: Continuing): void;
  /** True while simulated time stands still to let promise continuations run. */
  readonly isSettling: boolean;
  fail(error: unknown): void;
}

/** What goes on outside of an actor's steps: a promise that must settle, or a source of events. */
export type Continuing = 'promise' | 'source';

export interface TimerRequest {
  readonly from: ActorNumber;
  readonly to: ActorNumber;
  readonly event: AnyEventObject;
  /** Simulated ms, >= 0. */
  readonly delayMs: number;
  /** What `cancel` calls it; without one it can only be disarmed with all of its actor's. */
  readonly id: string | undefined;
}

/** Runs actors: the seam between a swarm and what interprets its machines. */
export interface Engine {
  readonly name: EngineName;
  /** Makes an actor without starting it, so that it has a reference before it acts. */
  create(actor: ActorNumber, logic: AnyActorLogic, options: { id: string; input: unknown }): void;
  start(actor: ActorNumber): void;
  deliver(actor: ActorNumber, event: AnyEventObject): void;
  stop(actor: ActorNumber): void;
  snapshot(actor: ActorNumber): Snapshot<unknown>;
  ref(actor: ActorNumber): AnyActorRef;
  /** The number of a reference of this engine's own. */
  numberOf(ref: AnyActorRef): ActorNumber | undefined;
}
