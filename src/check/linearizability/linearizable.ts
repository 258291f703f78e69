import type { Judgement } from '../../simulation/properties.ts';
import { explanationOf } from './explanation.ts';
import type { Operations } from './operations.ts';
import { type Ordering, Search } from './search.ts';
import type { SequentialModel } from './sequential-model.ts';
import { type Operation, timelineOf } from './timeline.ts';

/** Whether operations are linearizable, and what shows it. */
export interface Linearizability<TState, TCall, TResult> extends Judgement {
  /**
   * The operations in an order that the model allows, for each part of it; of the part that has none,
   * the longest beginning of one, which is then the last.
   */
  readonly orderings: readonly Ordering<TState, TCall, TResult>[];
}

export interface LinearizableOptions {
  /** After how many pairs of a set of operations and a state to give up. @defaultValue 1,000,000 */
  readonly configurationsMax?: number;
}

/** The verdicts on histories, each of which is judged once. */
const known = new WeakMap<object, { readonly model: unknown; readonly verdict: unknown }>();

/**
 * Whether what clients saw could have been, had their operations taken effect one by one, each at
 * some moment between its call and its return. One that has not returned may have taken effect or not.
 * What it returns is all that a property needs, with the explanation of what it refuses.
 *
 * @param log - as {@link operations} keeps it; by hand, a model and a `value` that `historyOf` makes
 * @throws RangeError when it gives up: to decide it takes time exponential in how many operations
 * are under way at once
 * @see M. Herlihy and J. Wing, Linearizability: A Correctness Condition for Concurrent Objects,
 * ACM TOPLAS 12(3), 1990
 * @example
 * ```ts
 * properties: { always: { linearizable: ({ actors }) => linearizable(actors.log) } },
 * ```
 */
export function linearizable<TState, TCall, TResult>(
  { value: history, model }: Operations<TState, TCall, TResult>,
  { configurationsMax = 1_000_000 }: LinearizableOptions = {},
): Linearizability<TState, TCall, TResult> {
  const before = known.get(history);
  if (before?.model === model) return before.verdict as Linearizability<TState, TCall, TResult>;
  const verdict = judged(timelineOf(history), model, configurationsMax);
  known.set(history, { model, verdict });
  return verdict;
}

/** A call changes no verdict that is yes: until it returns, it need not have taken effect. */
export function carryOver(before: object, withOneMoreCall: object): void {
  const verdict = known.get(before);
  if ((verdict?.verdict as Judgement | undefined)?.holds) known.set(withOneMoreCall, verdict!);
}

function judged<TState, TCall, TResult>(
  all: readonly Operation<TCall, TResult>[],
  model: SequentialModel<TState, TCall, TResult>,
  configurationsMax: number,
): Linearizability<TState, TCall, TResult> {
  const orderings: Ordering<TState, TCall, TResult>[] = [];
  for (const operations of partsOf(all, model)) {
    const ordering = new Search(operations, model, configurationsMax).run();
    orderings.push(ordering);
    if (ordering.isComplete) continue;
    return {
      holds: false,
      orderings,
      // Most who ask do not want to know.
      get explanation() {
        return explanationOf(operations, ordering, model);
      },
    };
  }
  return { holds: true, orderings, explanation: [] };
}

/** An object of independent parts is linearizable when each part is (Herlihy and Wing, theorem 1). */
function partsOf<TState, TCall, TResult>(
  operations: readonly Operation<TCall, TResult>[],
  model: SequentialModel<TState, TCall, TResult>,
): Iterable<readonly Operation<TCall, TResult>[]> {
  if (model.partition === undefined) return [operations];
  const parts = new Map<string, Operation<TCall, TResult>[]>();
  for (const operation of operations) {
    const key = model.partition(operation.call);
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [operation]);
    else part.push(operation);
  }
  return parts.values();
}
