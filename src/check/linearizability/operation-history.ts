/** An operation that a client has called, and that may not have returned. */
export interface OpenOperation<TCall> {
  readonly call: TCall;
  /** By client, the index of the last of its operations that had returned before this was called. */
  readonly after: Readonly<Record<string, number>>;
}

/** An operation that has returned. */
export interface CompletedOperation<TCall, TResult> extends OpenOperation<TCall> {
  readonly result: TResult;
}

/** What one client has done, in its order. */
export interface ClientOperations<TCall, TResult> {
  readonly completed: readonly CompletedOperation<TCall, TResult>[];
  /** Those that have not returned. Only the last still can: a client that calls anew has given up. */
  readonly open: readonly OpenOperation<TCall>[];
}

/**
 * The operations of all clients, by client, with what returned before what was called: no times, so
 * that two behaviours in which the same could be seen have the same history.
 *
 * @see M. Herlihy and J. Wing, Linearizability: A Correctness Condition for Concurrent Objects,
 * ACM TOPLAS 12(3), 1990
 */
export type OperationHistory<TCall, TResult> = Readonly<
  Record<string, ClientOperations<TCall, TResult>>
>;

/** That a client calls an operation, or that the one it called last returns. */
export type OperationEvent<TCall, TResult> =
  | { readonly client: string; readonly call: TCall }
  | { readonly client: string; readonly result: TResult };

const idle: ClientOperations<never, never> = { completed: [], open: [] };

/**
 * The history of what clients did, in the order in which they did it.
 *
 * @throws Error when a client gets a result and has called nothing
 * @example
 * ```ts
 * const history = historyOf<RegisterCall<number>, number | undefined>([
 *   { client: 'a', call: { op: 'write', value: 1 } },
 *   { client: 'b', call: { op: 'read' } },
 *   { client: 'b', result: 0 },
 * ]);
 * ```
 */
export function historyOf<TCall, TResult>(
  events: Iterable<OperationEvent<TCall, TResult>>,
): OperationHistory<TCall, TResult> {
  let history: OperationHistory<TCall, TResult> = {};
  for (const event of events) history = continued(history, event);
  return history;
}

/** The history after one event more. */
export function continued<TCall, TResult>(
  history: OperationHistory<TCall, TResult>,
  event: OperationEvent<TCall, TResult>,
): OperationHistory<TCall, TResult> {
  const { client } = event;
  const before: ClientOperations<TCall, TResult> = history[client] ?? idle;
  const now = 'call' in event ? called(history, before, event.call) : returned(before, event);
  return { ...history, [client]: now };
}

function called<TCall, TResult>(
  history: OperationHistory<TCall, TResult>,
  { completed, open }: ClientOperations<TCall, TResult>,
  call: TCall,
): ClientOperations<TCall, TResult> {
  const after: Record<string, number> = {};
  for (const [client, { completed }] of Object.entries(history)) {
    if (completed.length > 0) after[client] = completed.length - 1;
  }
  return { completed, open: [...open, { call, after }] };
}

function returned<TCall, TResult>(
  { completed, open }: ClientOperations<TCall, TResult>,
  { client, result }: { readonly client: string; readonly result: TResult },
): ClientOperations<TCall, TResult> {
  const last = open.at(-1);
  if (last === undefined) {
    throw new Error(
      `Client '${client}' got the result ${JSON.stringify(result)}, but has no operation open.`,
    );
  }
  return { completed: [...completed, { ...last, result }], open: open.slice(0, -1) };
}
