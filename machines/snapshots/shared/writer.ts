import { CURRENT, cameOf, type Layout, layoutOf, leftOf, type ViewOf } from './memory.ts';
import { viewsOf } from './reader.ts';

/**
 * Writes a shared snapshot, without waiting for any reader. There may be one writer at a time.
 *
 * @example
 * ```ts
 * const writer = new SharedSnapshotWriter(memory, (shared, at) => new Int32Array(shared, at, 4));
 * writer.stage().fill(7);
 * writer.commit(); // 1
 * ```
 */
export class SharedSnapshotWriter<T> {
  readonly #layout: Layout;
  readonly #views: readonly T[];
  #current: number;
  #staged: number | undefined;

  constructor(memory: SharedArrayBuffer, viewOf: ViewOf<T>) {
    this.#layout = layoutOf(memory);
    this.#views = viewsOf(memory, this.#layout, viewOf);
    this.#current = Atomics.load(this.#layout.words, CURRENT) >>> 16;
  }

  /** The version that was committed last. */
  get version(): number {
    return this.#layout.versions[this.#current]!;
  }

  /**
   * Where the next value is to be written, all of it: what is there is that of some older version.
   * Until it is committed, it is the same each time, with what has been written to it.
   */
  stage(): T {
    this.#staged ??= this.#freeSlot();
    return this.#views[this.#staged]!;
  }

  /**
   * Publishes what has been written to the staged value.
   *
   * @returns its version
   * @throws Error when nothing has been staged since the last commit
   */
  commit(): number {
    const staged = this.#staged;
    if (staged === undefined) {
      throw new Error('Nothing is staged: write the next value to stage() before commit().');
    }
    const { words, versions } = this.#layout;
    const version = this.version + 1;
    versions[staged] = version;
    Atomics.store(words, leftOf(staged), 0);
    const before = Atomics.exchange(words, CURRENT, staged << 16);
    words[cameOf(this.#current)] = before & 0xffff;
    this.#current = staged;
    this.#staged = undefined;
    return version;
  }

  /** From the current one on, so that the slot that was left longest ago comes first. */
  #freeSlot(): number {
    const { words, slots } = this.#layout;
    for (let step = 1; step < slots; step++) {
      const slot = (this.#current + step) % slots;
      if (Atomics.load(words, leftOf(slot)) === words[cameOf(slot)]) return slot;
    }
    throw new Error('No slot is free: two threads read by one number, or two write.');
  }
}
