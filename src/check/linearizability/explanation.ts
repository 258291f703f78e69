import type { Ordering } from './search.ts';
import type { SequentialModel } from './sequential-model.ts';
import { isOpen, type Operation } from './timeline.ts';

/** Of a long order, so many of the last operations are told. */
const TOLD_MAX = 8;

/** Why operations are not linearizable, in lines: how far an order goes, and what stops it there. */
export function explanationOf<TState, TCall, TResult>(
  operations: readonly Operation<TCall, TResult>[],
  { order, state }: Ordering<TState, TCall, TResult>,
  model: SequentialModel<TState, TCall, TResult>,
): string[] {
  const inOrder = new Set(order);
  const next = candidatesOf(operations.filter((operation) => !inOrder.has(operation)));
  const shown = [...order.slice(-TOLD_MAX), ...next];
  return [
    `${operations.length} operations are not linearizable as a ${model.name}. When they were under way:`,
    ...chartOf(shown, (operation) => textOf(operation, model)),
    ...toldOrder(order, model),
    `The ${model.name} is ${order.length === 0 ? '' : 'then '}${json(state)}, and nothing can come next:`,
    ...next.map((operation) => `  ${textOf(operation, model)}, ${whyNot(operation, state, model)}`),
  ];
}

/** Those of some operations that none of the others had returned before. */
function candidatesOf<TCall, TResult>(
  left: readonly Operation<TCall, TResult>[],
): Operation<TCall, TResult>[] {
  const firstReturn = Math.min(...left.map(({ returnedAt }) => returnedAt));
  return left.filter(({ calledAt }) => calledAt < firstReturn);
}

function toldOrder<TState, TCall, TResult>(
  order: readonly Operation<TCall, TResult>[],
  model: SequentialModel<TState, TCall, TResult>,
): string[] {
  if (order.length === 0) return [];
  const first = Math.max(0, order.length - TOLD_MAX);
  const before = first > 0 ? [`  … ${first} before`] : [];
  const told = order
    .slice(first)
    .map((operation, at) => `  ${first + at + 1}. ${textOf(operation, model)}`);
  return ['They can be put in order as far as this:', ...before, ...told];
}

function whyNot<TState, TCall, TResult>(
  operation: Operation<TCall, TResult>,
  state: TState,
  model: SequentialModel<TState, TCall, TResult>,
): string {
  if (isOpen(operation)) return 'which helps nobody, whether it took effect or not';
  return `where it would return ${json(model.apply(state, operation.call).result)}`;
}

function textOf<TState, TCall, TResult>(
  operation: Operation<TCall, TResult>,
  { describe = json }: Pick<SequentialModel<TState, TCall, TResult>, 'describe'>,
): string {
  const { client, call, result } = operation;
  const told = isOpen(operation) ? ' (open)' : result === undefined ? '' : ` → ${json(result)}`;
  return `${client}: ${describe(call)}${told}`;
}

/** A bar for each operation, from its call to its return, all on one line of time. */
function chartOf<TCall, TResult>(
  operations: readonly Operation<TCall, TResult>[],
  describe: (operation: Operation<TCall, TResult>) => string,
): string[] {
  const moments = operations
    .flatMap(({ calledAt, returnedAt }) => [calledAt, returnedAt])
    .filter((moment) => moment < Number.POSITIVE_INFINITY)
    .sort((one, other) => one - other);
  const width = 2 * moments.length;
  return operations
    .toSorted((one, other) => one.calledAt - other.calledAt)
    .map((operation) => {
      const from = 2 * moments.indexOf(operation.calledAt);
      const to = isOpen(operation) ? width : 2 * moments.indexOf(operation.returnedAt);
      const bar = `├${'─'.repeat(to - from - 1)}${isOpen(operation) ? '' : '┤'}`;
      return `  ${(' '.repeat(from) + bar).padEnd(width)} ${describe(operation)}`;
    });
}

function json(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
