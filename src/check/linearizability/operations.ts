import type { AnyActorRef } from 'xstate';
import type { Emitted } from '../../swarm/actor-types.ts';
import type { History } from '../../swarm/history.ts';
import type { Swarm } from '../../swarm/swarm.ts';
import { carryOver } from './linearizable.ts';
import { continued, type OperationHistory } from './operation-history.ts';
import type { SequentialModel } from './sequential-model.ts';

/** What events that are emitted say, by their type. */
export type Told<TEvent extends { readonly type: string }, T> = {
  readonly [TType in TEvent['type']]?: (event: Extract<TEvent, { readonly type: TType }>) => T;
};

/** How operations are read from what clients emit. */
export interface Readings<TEmitted extends { readonly type: string }, TCall, TResult> {
  /** By the type of what a client emits when it calls an operation: which. */
  readonly calls: Told<TEmitted, NoInfer<TCall>>;
  /** By the type of what a client emits when its operation returns: with what. */
  readonly results: Told<TEmitted, NoInfer<TResult>>;
}

/** The operations of clients so far, and what they are operations of. */
export interface Operations<TState, TCall, TResult>
  extends History<OperationHistory<TCall, TResult>> {
  readonly model: SequentialModel<TState, TCall, TResult>;
}

/**
 * Keeps the operations of clients, as they emit them, for {@link linearizable} to judge. A client has
 * one operation under way; when it calls another before that returned, the first stays open for ever.
 * `check` makes the operations a part of the state that it explores.
 *
 * @example
 * ```ts
 * const log = operations(swarm, clients, registerModel(''), {
 *   calls: { writing: ({ value }) => ({ op: 'write', value }), reading: () => ({ op: 'read' }) },
 *   results: { written: () => undefined, read: ({ value }) => value },
 * });
 * ```
 */
export function operations<TRef extends AnyActorRef, TState, const TCall, TResult>(
  swarm: Swarm,
  clients: Iterable<TRef>,
  model: SequentialModel<TState, TCall, TResult>,
  { calls, results }: Readings<Emitted<TRef>, TCall, TResult>,
): Operations<TState, TCall, TResult> {
  const addresses = new Set([...clients].map((client) => swarm.address(client)));
  type Reading<T> = Readonly<Record<string, ((event: unknown) => T) | undefined>>;
  const callOf = calls as Reading<TCall>;
  const resultOf = results as Reading<TResult>;
  const kept = swarm.history<OperationHistory<TCall, TResult>>({}, (history, { actor, event }) => {
    if (!addresses.has(actor)) return history;
    const call = callOf[event.type];
    if (call !== undefined) {
      const next = continued(history, { client: actor, call: call(event) });
      carryOver(history, next);
      return next;
    }
    const result = resultOf[event.type];
    if (result === undefined) return history;
    return continued(history, { client: actor, result: result(event) });
  });
  return new KeptOperations(model, kept);
}

class KeptOperations<TState, TCall, TResult> implements Operations<TState, TCall, TResult> {
  readonly model: SequentialModel<TState, TCall, TResult>;
  readonly #kept: History<OperationHistory<TCall, TResult>>;

  constructor(
    model: SequentialModel<TState, TCall, TResult>,
    kept: History<OperationHistory<TCall, TResult>>,
  ) {
    this.model = model;
    this.#kept = kept;
  }

  get value(): OperationHistory<TCall, TResult> {
    return this.#kept.value;
  }
}
