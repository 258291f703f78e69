import type { AnyActorRef, AnyActorScope, AnyEventObject } from 'xstate';
import type { ChildOptions } from './effects.ts';

/** XState's `system`, as actions get to see it. */
export type AnyActorSystem = AnyActorScope['system'];

/**
 * What a kernel does for the actor that it is stepping. `Journal` calls it in
 * XState's order: all but `log`, `createChild` and `release` only once the
 * step is over.
 *
 * @typeParam Address - how the kernel knows its actors, an index for instance
 */
export interface World<Address = unknown> {
  /** The actor that is being stepped. */
  readonly address: Address;
  readonly system: AnyActorSystem;
  /** The reference to an actor; made when an action first reads `self`. */
  refOf(address: Address): AnyActorRef;
  /** @throws Error for what refers to no actor of this world */
  addressOf(ref: AnyActorRef): Address;
  /** Whether something is sure to be the reference that was given out last, told without looking at it. */
  isLatest(something: unknown): boolean;
  /** The address of that reference. */
  readonly latest: Address;
  parentOf(address: Address): AnyActorRef | undefined;

  send(to: Address, event: AnyEventObject): void;
  /** @param id - under which it can be cancelled; one that is taken is scheduled twice, as in XState */
  schedule(to: Address, event: AnyEventObject, delayMs: number, id: string | undefined): void;
  cancel(id: string): void;
  emit(event: AnyEventObject): void;
  log(...values: unknown[]): void;

  /** Makes a child of the actor and computes its first state; `startChild` starts it. */
  createChild(logic: unknown, options: ChildOptions): AnyActorRef;
  /** Starts a child, unless it was stopped before. */
  startChild(child: AnyActorRef): void;
  isRunning(child: AnyActorRef): boolean;
  /** Gives up the system ids of a child and of all that descend from it. */
  release(child: AnyActorRef): void;
  /** @throws Error if it is another actor's child */
  stopChild(child: AnyActorRef): void;
}
