import { PendingList } from './pending-list.ts';
import { isOpen, type Operation } from './timeline.ts';

/**
 * Which operations of a history are already put in order, and which can come next. Operations are
 * numbers: first all that returned, then all that are open, each in the order of their calls.
 */
export class Configuration<TCall, TResult> {
  readonly operations: readonly Operation<TCall, TResult>[];
  /** How many of them have returned. */
  readonly #returned: number;
  readonly #pending: PendingList;
  readonly #isTaken: Uint8Array;
  readonly #openTaken: number[] = [];

  /** @param operations - in the order of their calls */
  constructor(operations: readonly Operation<TCall, TResult>[]) {
    const returned = operations.filter((operation) => !isOpen(operation));
    this.operations = [...returned, ...operations.filter(isOpen)];
    this.#returned = returned.length;
    const calls = returned.map(({ calledAt }) => calledAt);
    this.#pending = new PendingList([...calls, ...returned.map(({ returnedAt }) => returnedAt)]);
    this.#isTaken = new Uint8Array(operations.length);
  }

  /** How many of those that returned are in order. */
  get returnedTaken(): number {
    return this.#returned - this.#pending.left;
  }

  /** Whether all that returned are in order. */
  get isComplete(): boolean {
    return this.#pending.left === 0;
  }

  /**
   * The next operation that could come next; -1 when there is no other. Open ones are the last: most
   * histories need the effect of few of them.
   *
   * @param operation - the one before, or -1 for the first
   */
  candidateAfter(operation: number): number {
    if (this.isComplete) return -1;
    if (operation < this.#returned) {
      const next = this.#pending.candidateAfter(operation);
      if (next >= 0) return next;
    }
    return this.#openAfter(Math.max(operation, this.#returned - 1));
  }

  take(operation: number): void {
    this.#isTaken[operation] = 1;
    if (operation < this.#returned) this.#pending.take(operation);
    else this.#openTaken.push(operation);
  }

  /** Undoes the last {@link take} that was not undone. */
  putBack(operation: number): void {
    this.#isTaken[operation] = 0;
    if (operation < this.#returned) this.#pending.putBack(operation);
    else this.#openTaken.pop();
  }

  /** The same for the same set of operations in order: it is known by those that could be and are not. */
  key(): string {
    let key = this.isComplete ? '' : `${this.#pending.firstToReturn()}`;
    let candidate = this.#pending.candidateAfter(-1);
    while (candidate >= 0) {
      key += `,${candidate}`;
      candidate = this.#pending.candidateAfter(candidate);
    }
    if (this.#openTaken.length === 0) return key;
    return `${key}+${this.#openTaken.toSorted((one, other) => one - other)}`;
  }

  #openAfter(operation: number): number {
    if (this.#returned === this.operations.length) return -1;
    const { returnedAt } = this.operations[this.#pending.firstToReturn()]!;
    for (let open = operation + 1; open < this.operations.length; open++) {
      if (this.operations[open]!.calledAt > returnedAt) return -1;
      if (this.#isTaken[open] === 0) return open;
    }
    return -1;
  }
}
