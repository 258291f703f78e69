import fc from 'fast-check';
import {
  historyOf,
  linearizable,
  type OperationEvent,
  queueModel,
  registerModel,
  type SequentialModel,
} from 'statehive';
import { expect, test } from 'vitest';

interface Timed<TCall, TResult> {
  readonly call: TCall;
  readonly calledAt: number;
  readonly result?: TResult;
  readonly returnedAt: number;
}

/** The definition, read aloud: some order of some operations, by trying each. */
function isLinearizable<TState, TCall, TResult>(
  operations: readonly Timed<TCall, TResult>[],
  model: SequentialModel<TState, TCall, TResult>,
  state: TState = model.initial,
): boolean {
  if (operations.every(({ returnedAt }) => returnedAt === Infinity)) return true;
  return operations.some((one, at) => {
    if (operations.some((other) => other.returnedAt < one.calledAt)) return false;
    const { result, state: next } = model.apply(state, one.call);
    if (one.returnedAt < Infinity && result !== one.result) return false;
    return isLinearizable(operations.toSpliced(at, 1), model, next);
  });
}

function timed<TCall, TResult>(
  events: readonly OperationEvent<TCall, TResult>[],
): Timed<TCall, TResult>[] {
  const operations: { -readonly [K in keyof Timed<TCall, TResult>]: Timed<TCall, TResult>[K] }[] =
    [];
  const last = new Map<string, number>();
  for (const [moment, event] of events.entries()) {
    if ('call' in event) {
      const { call } = event;
      last.set(event.client, operations.push({ call, calledAt: moment, returnedAt: Infinity }) - 1);
    } else {
      Object.assign(operations[last.get(event.client)!]!, {
        result: event.result,
        returnedAt: moment,
      });
    }
  }
  return operations;
}

/** What clients may do in any order: call, return what may or may not be right, give up. */
function histories<TCall, TResult>(call: fc.Arbitrary<TCall>, result: fc.Arbitrary<TResult>) {
  const step = fc.record({
    client: fc.constantFrom('a', 'b', 'c'),
    calls: fc.boolean(),
    call,
    result,
  });
  return fc.array(step, { maxLength: 14 }).map((steps) => {
    const events: OperationEvent<TCall, TResult>[] = [];
    const busy = new Set<string>();
    for (const { client, calls, call, result } of steps) {
      if (!busy.has(client) || calls) events.push({ client, call });
      else events.push({ client, result });
      if ('call' in events.at(-1)!) busy.add(client);
      else busy.delete(client);
    }
    return events;
  });
}

const value = fc.constantFrom(1, 2);
const read = fc.constant({ op: 'read' as const });
const write = fc.record({ op: fc.constant('write' as const), value });
const enqueue = fc.record({ op: fc.constant('enqueue' as const), value });
const dequeue = fc.constant({ op: 'dequeue' as const });
const result = fc.constantFrom(undefined, 0, 1, 2);

function agrees<TState, TCall, TResult>(
  events: readonly OperationEvent<TCall, TResult>[],
  model: SequentialModel<TState, TCall, TResult>,
): boolean {
  const { holds } = linearizable({ value: historyOf(events), model });
  expect(holds).toBe(isLinearizable(timed(events), model));
  return holds;
}

test('the search finds what trying every order finds, of a register', () => {
  const seen = new Set<boolean>();
  const events = histories(fc.oneof(read, write), result);
  fc.assert(
    fc.property(events, (events) => void seen.add(agrees(events, registerModel(0)))),
    { numRuns: 2_000 },
  );
  expect(seen.size).toBe(2);
});

test('and of a queue', () => {
  const seen = new Set<boolean>();
  const events = histories(fc.oneof(enqueue, dequeue), result);
  fc.assert(
    fc.property(events, (events) => void seen.add(agrees(events, queueModel<number>()))),
    { numRuns: 2_000 },
  );
  expect(seen.size).toBe(2);
});
