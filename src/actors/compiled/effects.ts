import type { AnyActorRef, AnyActorScope, AnyEventObject } from 'xstate';
import type { Run } from './run.ts';
import type { Transition, UserFunction } from './xstate-internals.ts';

/** An event to send once the step is over, to an actor that was named. */
export interface SendParams {
  /** The receiver; an id only until the actor that it names has been invoked. */
  to: AnyActorRef | string;
  readonly targetId: string | undefined;
  readonly event: AnyEventObject;
  readonly id: string | undefined;
  /** In milliseconds; `undefined` sends at once. */
  readonly delay: number | undefined;
}

/** An event that an actor raises for itself; if `delay` is a number, after so many milliseconds. */
export interface RaiseParams {
  readonly event: AnyEventObject;
  readonly id: string | undefined;
  readonly delay: number | undefined;
}

/** A child that `spawnChild` or `invoke` made and that starts when the step is over. */
export interface SpawnParams {
  readonly id: unknown;
  readonly systemId: string | undefined;
  readonly actorRef: AnyActorRef | undefined;
  readonly src: unknown;
  readonly input: unknown;
}

/** How to make a child. */
export interface ChildOptions {
  readonly id: string | undefined;
  readonly src: unknown;
  readonly syncSnapshot: boolean | undefined;
  readonly systemId: string | undefined;
  readonly input: unknown;
}

/**
 * What a step asks of the world, at the moment when the machine's definition
 * says so. What of it must wait until the step is over is the implementer's
 * affair: `ScopeEffects` leaves it to XState's `Actor`, `Journal` does it for a kernel.
 */
export interface Effects {
  /** The actor that is being stepped; made only when read. */
  readonly self: AnyActorRef;
  readonly parent: AnyActorRef | undefined;
  /** What XState gives to actions of kinds that the compiler does not know. */
  readonly scope: AnyActorScope;
  /**
   * Whether something is sure to be a reference: one among a million is far from the processor, and
   * this tells without waiting for it.
   */
  isReference(something: unknown): boolean;
  /** Whether `microstep` wants to be told. */
  readonly inspects: boolean;

  /** A fresh `{ context, event, self, system }` for a function of the user's. */
  args(run: Run): object;
  /** A fresh `{ context, event, spawn, self, system }`. */
  assignArgs(run: Run): object;
  /** A fresh `{ context, event, enqueue, check, self, system }`. */
  enqueueArgs(run: Run, enqueue: unknown, checkOf: (run: Run) => unknown): object;

  custom(run: Run, type: string, exec: UserFunction | undefined, params: unknown): void;
  log(run: Run, params: { value: unknown; label: string | undefined }): void;
  raise(run: Run, params: RaiseParams): void;
  /** @param to - the receiver itself, and no name of it */
  send(run: Run, to: AnyActorRef, event: AnyEventObject, id?: string, delayMs?: number): void;
  /** Sends to an actor by its name, which may be there only by the end of the step. */
  sendTo(run: Run, params: SendParams): void;
  cancel(run: Run, params: { sendId: string }): void;
  emit(run: Run, params: { event: AnyEventObject }): void;
  /** Makes a child and computes its first state, without starting it. */
  createChild(logic: unknown, options: ChildOptions): AnyActorRef;
  /** Has a child that `spawn` made inside an `assign` started when the step is over. */
  startChild(child: AnyActorRef): void;
  spawnChild(run: Run, params: SpawnParams): void;
  stopChild(run: Run, child: AnyActorRef | undefined): void;
  /** A microstep was taken (or, without transitions, was not). */
  microstep(run: Run, transitions: readonly Transition[]): void;
}
