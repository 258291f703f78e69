import { CURRENT, heldOf, type Layout, layoutOf, leftOf, type ViewOf } from './memory.ts';

const NONE = -1;

/**
 * Reads a shared snapshot, without waiting for anybody and without copying.
 *
 * Each reader has a number of its own, from 0. A thread that takes the place of one that has ended
 * takes over its number, and with it the slot that it held.
 *
 * @example
 * ```ts
 * const reader = new SharedSnapshotReader(memory, 0, (shared, at) => new Int32Array(shared, at, 4));
 * const numbers = reader.read(); // as they were committed, until the next read()
 * ```
 */
export class SharedSnapshotReader<T> {
  readonly #layout: Layout;
  readonly #words: Int32Array;
  readonly #views: readonly T[];
  readonly #heldWord: number;
  #held: number;

  /** @throws RangeError when there is no reader of that number */
  constructor(memory: SharedArrayBuffer, reader: number, viewOf: ViewOf<T>) {
    const layout = layoutOf(memory);
    if (!(Number.isInteger(reader) && reader >= 0 && reader < layout.readers)) {
      const last = layout.readers - 1;
      throw new RangeError(
        `The readers of this snapshot are numbered 0 to ${last}, not ${reader}.`,
      );
    }
    this.#layout = layout;
    this.#words = layout.words;
    this.#views = viewsOf(memory, layout, viewOf);
    this.#heldWord = heldOf(reader, layout.slots);
    this.#held = Atomics.load(this.#words, this.#heldWord) - 1;
  }

  /** The version of what was read last; -1 before the first read. */
  get version(): number {
    return this.#held === NONE ? -1 : this.#layout.versions[this.#held]!;
  }

  /** The value that was committed last. It stays as it is until the next call, and is then another's. */
  read(): T {
    if (Atomics.load(this.#words, CURRENT) >>> 16 !== this.#held) this.#move();
    return this.#views[this.#held]!;
  }

  #move(): void {
    if (this.#held !== NONE) Atomics.add(this.#words, leftOf(this.#held), 1);
    this.#held = Atomics.add(this.#words, CURRENT, 1) >>> 16;
    Atomics.store(this.#words, this.#heldWord, this.#held + 1);
  }
}

/** What each slot is looked at through, made once. */
export function viewsOf<T>(
  memory: SharedArrayBuffer,
  { slots, slotAt, bytes }: Layout,
  viewOf: ViewOf<T>,
): T[] {
  return Array.from({ length: slots }, (_, slot) => viewOf(memory, slotAt(slot), bytes));
}
