import type { AnyActorLogic, AnyActorRef, AnyEventObject } from 'xstate';
import type { ActorNumber } from './engine.ts';

/** XState's actor system as it is inside: what this engine puts its own parts into. */
export interface SystemInternals {
  _bookId(): string;
  _register(sessionId: string, ref: AnyActorRef): string;
  _unregister(ref: AnyActorRef): void;
  _set(systemId: string, ref: AnyActorRef): void;
  _relay(source: AnyActorRef | undefined, target: AnyActorRef, event: AnyEventObject): void;
  _sendInspectionEvent(event: { readonly type: string; readonly actorRef?: AnyActorRef }): void;
  scheduler: {
    schedule(
      source: AnyActorRef,
      target: AnyActorRef,
      event: AnyEventObject,
      delay: number,
      id?: string,
    ): void;
    cancel(source: AnyActorRef, id: string): void;
    cancelAll(source: AnyActorRef): void;
  };
}

/** XState's actor as it is inside. */
export interface ActorInternals {
  logic: AnyActorLogic;
  readonly id: string;
  readonly _parent?: AnyActorRef;
  _processingStatus: number;
  _snapshot: unknown;
  readonly _deferred: unknown[];
  options: object;
  _initState(): void;
  start(): unknown;
  _send(event: AnyEventObject): void;
  _stop(): void;
}

/** XState's `ProcessingStatus`. */
const NOT_STARTED = 0;
export const RUNNING = 1;
/** That it was stopped, or has ended. */
export const STOPPED = 2;

export function internals(ref: AnyActorRef): ActorInternals {
  return ref as unknown as ActorInternals;
}

/** The number that was booked for an actor when it was made. */
export function numberIn(ref: AnyActorRef): ActorNumber {
  return Number(ref.sessionId.slice(2));
}

/** Puts an actor that was stopped back to before its start, but for its snapshot. */
export function rewind(ref: AnyActorRef): void {
  const inside = internals(ref);
  inside._processingStatus = NOT_STARTED;
  inside._deferred.length = 0;
}
