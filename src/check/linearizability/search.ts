import { isDeepStrictEqual } from 'node:util';
import { ValueTexts } from '../explore/value-text.ts';
import { Configuration } from './configuration.ts';
import type { SequentialModel } from './sequential-model.ts';
import { isOpen, type Operation } from './timeline.ts';

/** Operations in an order that a sequential object allows. */
export interface Ordering<TState, TCall, TResult> {
  readonly order: readonly Operation<TCall, TResult>[];
  /** The object after them. */
  readonly state: TState;
  /** Whether all that have returned are in it. */
  readonly isComplete: boolean;
}

const texts = new ValueTexts(() => undefined);

/**
 * Looks for an order of operations that a sequential object allows and in which none comes before one
 * that had returned when it was called. Operations that have not returned may be in it or not.
 *
 * A depth-first search that undoes what led nowhere (J. Wing and C. Gong, Testing and verifying
 * concurrent objects, 1993), and that goes on once only from each set of operations and state after
 * them (G. Lowe, Testing for linearizability, 2017).
 */
export class Search<TState, TCall, TResult> {
  readonly #model: SequentialModel<TState, TCall, TResult>;
  readonly #configuration: Configuration<TCall, TResult>;
  readonly #configurationsMax: number;
  readonly #order: number[] = [];
  /** The object before each operation in order, and after the last. */
  readonly #states: TState[];
  readonly #seen = new Set<string>();
  #longest: { order: readonly number[]; returned: number; state: TState };

  /** @param operations - in the order of their calls */
  constructor(
    operations: readonly Operation<TCall, TResult>[],
    model: SequentialModel<TState, TCall, TResult>,
    configurationsMax: number,
  ) {
    this.#model = model;
    this.#configuration = new Configuration(operations);
    this.#configurationsMax = configurationsMax;
    this.#states = [model.initial];
    this.#longest = { order: [], returned: -1, state: model.initial };
  }

  /**
   * The order, or the longest that there is.
   *
   * @throws RangeError when that is not decided after so many configurations
   */
  run(): Ordering<TState, TCall, TResult> {
    const configuration = this.#configuration;
    let candidate = this.#firstCandidate();
    while (!configuration.isComplete) {
      if (candidate >= 0) {
        const isTaken = this.#take(candidate);
        candidate = isTaken ? this.#firstCandidate() : configuration.candidateAfter(candidate);
        continue;
      }
      this.#noteDeadEnd();
      const last = this.#order.at(-1);
      if (last === undefined) return this.#found(this.#longest, false);
      this.#putBack(last);
      // What could be read here need not be read later.
      candidate = this.#isRead(last) ? -1 : configuration.candidateAfter(last);
    }
    return this.#found({ order: this.#order, state: this.#states.at(-1)! }, true);
  }

  /** An operation that reads what is there now, if there is one, for that closes no way. */
  #firstCandidate(): number {
    const first = this.#configuration.candidateAfter(-1);
    if (this.#model.isRead === undefined) return first;
    for (let each = first; each >= 0; each = this.#configuration.candidateAfter(each)) {
      if (this.#isRead(each) && this.#applied(each) !== undefined) return each;
    }
    return first;
  }

  #isRead(number: number): boolean {
    return this.#model.isRead?.(this.#configuration.operations[number]!.call) ?? false;
  }

  /** The object after an operation; undefined when the operation cannot come next, or need not. */
  #applied(number: number): { readonly state: TState } | undefined {
    const before = this.#states.at(-1)!;
    const operation = this.#configuration.operations[number]!;
    const applied = this.#model.apply(before, operation.call);
    const { result, state } = applied;
    // What has not returned and changes nothing need not have happened.
    const isOut = isOpen(operation) ? isSame(state, before) : !isSame(result, operation.result);
    return isOut ? undefined : applied;
  }

  /** Puts an operation next, if the object allows it and from there on it was not tried before. */
  #take(number: number): boolean {
    const applied = this.#applied(number);
    if (applied === undefined) return false;
    this.#configuration.take(number);
    this.#order.push(number);
    this.#states.push(applied.state);
    if (this.#isNew(applied.state)) return true;
    this.#putBack(number);
    return false;
  }

  #putBack(number: number): void {
    this.#order.pop();
    this.#states.pop();
    this.#configuration.putBack(number);
  }

  #isNew(state: TState): boolean {
    const key = `${this.#configuration.key()} ${texts.of(state)}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    if (this.#seen.size <= this.#configurationsMax) return true;
    const { length } = this.#configuration.operations;
    throw new RangeError(
      `Whether ${length} operations are linearizable as a ${this.#model.name} is not decided after ${this.#configurationsMax} configurations: let fewer operations be open at once, or give the model a 'partition'.`,
    );
  }

  #noteDeadEnd(): void {
    const returned = this.#configuration.returnedTaken;
    if (returned <= this.#longest.returned) return;
    // Without the open ones at its end, which have helped nobody.
    const { operations } = this.#configuration;
    const length = this.#order.findLastIndex((number) => !isOpen(operations[number]!)) + 1;
    this.#longest = { order: this.#order.slice(0, length), returned, state: this.#states[length]! };
  }

  #found(
    { order, state }: { readonly order: readonly number[]; readonly state: TState },
    isComplete: boolean,
  ): Ordering<TState, TCall, TResult> {
    const { operations } = this.#configuration;
    return { order: order.map((number) => operations[number]!), state, isComplete };
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return Object.is(one, other) || (typeof one === 'object' && isDeepStrictEqual(one, other));
}
