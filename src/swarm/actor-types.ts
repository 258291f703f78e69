import type { ActorRef, AnyActorRef, EventObject, Snapshot } from 'xstate';

/** What an actor reference emits. */
export type Emitted<TRef extends AnyActorRef> =
  TRef extends ActorRef<infer _TSnapshot, infer _TEvent, infer TEmitted> ? TEmitted : never;

/** What an actor reference takes. */
export type EventOf<TRef extends AnyActorRef> =
  TRef extends ActorRef<infer _TSnapshot, infer TEvent, infer _TEmitted> ? TEvent : never;

/**
 * The address of any actor that takes these events, whatever machine it runs.
 *
 * @example
 * ```ts
 * setup({ types: { input: {} as { queen: Address<{ type: 'VOTE'; yes: boolean }> } } });
 * ```
 */
export type Address<TEvent extends EventObject> = ActorRef<Snapshot<unknown>, TEvent>;
