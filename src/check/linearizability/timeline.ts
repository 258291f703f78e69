import type { OpenOperation, OperationHistory } from './operation-history.ts';

/** An operation of a history, and when it was called and returned. */
export interface Operation<TCall, TResult> {
  readonly client: string;
  readonly call: TCall;
  /** Of an open operation, undefined. */
  readonly result: TResult | undefined;
  /** The number of its call among all calls and returns, from 0. */
  readonly calledAt: number;
  /** The number of its return among all calls and returns; Infinity of an open operation. */
  readonly returnedAt: number;
}

/** Whether an operation has not returned. */
export function isOpen({ returnedAt }: Pick<Operation<unknown, unknown>, 'returnedAt'>): boolean {
  return returnedAt === Number.POSITIVE_INFINITY;
}

interface Called<TCall, TResult> {
  readonly client: string;
  readonly operation: OpenOperation<TCall> & { readonly result?: TResult };
  /** Its index among its client's completed operations; -1 of an open one. */
  readonly index: number;
  /** How many operations had returned before it was called. */
  readonly returns: number;
}

/**
 * The operations of a history in the order of their calls. That order is one of those that the
 * history could have come from: no other one would be seen by any client.
 */
export function timelineOf<TCall, TResult>(
  history: OperationHistory<TCall, TResult>,
): Operation<TCall, TResult>[] {
  let moment = 0;
  const returnedAt = new Map(Object.keys(history).map((client) => [client, [] as number[]]));
  const letReturn = (client: string, last: number) => {
    const times = returnedAt.get(client)!;
    while (times.length <= last) times.push(moment++);
  };
  const calls = callsOf(history).map((call) => {
    for (const [client, last] of Object.entries(call.operation.after)) letReturn(client, last);
    return { ...call, calledAt: moment++ };
  });
  for (const [client, { completed }] of Object.entries(history)) {
    letReturn(client, completed.length - 1);
  }
  return calls.map(({ client, operation: { call, result }, index, calledAt }) => ({
    client,
    call,
    result,
    calledAt,
    returnedAt: index < 0 ? Number.POSITIVE_INFINITY : returnedAt.get(client)![index]!,
  }));
}

/** All calls: what had seen more returns was called later. */
function callsOf<TCall, TResult>(
  history: OperationHistory<TCall, TResult>,
): Called<TCall, TResult>[] {
  const calls = Object.entries(history).flatMap(([client, { completed, open }]) => [
    ...completed.map((operation, index) => calledOf(client, operation, index)),
    ...open.map((operation) => calledOf<TCall, TResult>(client, operation, -1)),
  ]);
  return calls.sort((one, other) => one.returns - other.returns);
}

function calledOf<TCall, TResult>(
  client: string,
  operation: Called<TCall, TResult>['operation'],
  index: number,
): Called<TCall, TResult> {
  let returns = 0;
  for (const last of Object.values(operation.after)) returns += last + 1;
  return { client, operation, index, returns };
}
