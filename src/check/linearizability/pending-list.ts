/**
 * The calls and returns of completed operations that are not yet put in order, as a list from which
 * an operation is taken and put back at its place in constant time. Of n operations, in the order of
 * their calls, call i is entry i, and return i is entry n + i.
 *
 * @see G. Lowe, Testing for linearizability, Concurrency and Computation 29(4), 2017
 */
export class PendingList {
  readonly #count: number;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  #left: number;

  /** @param moments - of each entry, when it was */
  constructor(moments: readonly number[]) {
    const head = moments.length;
    this.#count = head / 2;
    this.#left = this.#count;
    this.#next = new Int32Array(head + 1);
    this.#previous = new Int32Array(head + 1);
    const inOrder = moments.map((_, entry) => entry).sort((a, b) => moments[a]! - moments[b]!);
    let last = head;
    for (const entry of [...inOrder, head]) {
      this.#next[last] = entry;
      this.#previous[entry] = last;
      last = entry;
    }
  }

  /** How many operations are in it. */
  get left(): number {
    return this.#left;
  }

  /**
   * The next operation that could come first, because none returned before it was called; -1 when
   * there is no other.
   *
   * @param operation - the one before, or -1 for the first
   */
  candidateAfter(operation: number): number {
    const entry = this.#next[operation < 0 ? 2 * this.#count : operation]!;
    return entry < this.#count ? entry : -1;
  }

  /** The operation that returned first. */
  firstToReturn(): number {
    let entry = this.#next[2 * this.#count]!;
    while (entry < this.#count) entry = this.#next[entry]!;
    return entry - this.#count;
  }

  take(operation: number): void {
    this.#unlink(operation);
    this.#unlink(this.#count + operation);
    this.#left -= 1;
  }

  /** Undoes the last {@link take} that was not undone. */
  putBack(operation: number): void {
    this.#link(this.#count + operation);
    this.#link(operation);
    this.#left += 1;
  }

  #unlink(entry: number): void {
    this.#next[this.#previous[entry]!] = this.#next[entry]!;
    this.#previous[this.#next[entry]!] = this.#previous[entry]!;
  }

  #link(entry: number): void {
    this.#next[this.#previous[entry]!] = entry;
    this.#previous[this.#next[entry]!] = entry;
  }
}
