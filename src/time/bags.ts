const CHUNK_BITS = 6;
const CHUNK = 1 << CHUNK_BITS;
const NONE = -1;

/**
 * Numbered bags of entries (due time and slot), each without any order.
 *
 * A bag is a chain of chunks from one pool, so bags need no room of their own to grow in, and
 * adding or removing an entry touches memory in sequence. A bag's state is one number: the end
 * of its last chunk, the only one that need not be full.
 */
export class Bags {
  /** One past each bag's last entry; 0 for an empty bag. */
  readonly #ends: Int32Array;
  /** Due time and slot in turns, so that an entry lies in one cache line. */
  #entries = new Float64Array(2 * CHUNK);
  /** Of a chunk in a bag, the chunk before it; of a free chunk, the next free one. */
  #previous = new Int32Array(1).fill(NONE);
  #firstFree = 0;

  constructor(count: number) {
    this.#ends = new Int32Array(count);
  }

  get count(): number {
    return this.#ends.length;
  }

  isEmpty(bag: number): boolean {
    return this.#ends[bag] === 0;
  }

  add(bag: number, dueMs: number, slot: number): void {
    let end = this.#ends[bag]!;
    if ((end & (CHUNK - 1)) === 0) end = this.#startChunk(end);
    this.#entries[2 * end] = dueMs;
    this.#entries[2 * end + 1] = slot;
    this.#ends[bag] = end + 1;
  }

  /** Due time of the bag's last entry. Only valid when the bag is not empty. */
  lastDueMs(bag: number): number {
    return this.#entries[2 * this.#ends[bag]! - 2]!;
  }

  /** Slot of the bag's last entry. Only valid when the bag is not empty. */
  lastSlot(bag: number): number {
    return this.#entries[2 * this.#ends[bag]! - 1]!;
  }

  /** Removes the bag's last entry. Only valid when the bag is not empty. */
  removeLast(bag: number): void {
    const end = this.#ends[bag]! - 1;
    this.#ends[bag] = (end & (CHUNK - 1)) === 0 ? this.#freeChunk(end >> CHUNK_BITS) : end;
  }

  /** Gives an empty bag the entries of another, which is then empty. */
  rename(from: number, to: number): void {
    this.#ends[to] = this.#ends[from]!;
    this.#ends[from] = 0;
  }

  /** Earliest due time in a bag; Infinity if it is empty. */
  leastDueMs(bag: number): number {
    let least = Infinity;
    for (let end = this.#ends[bag]!; end > 0; end = this.#endBefore(end)) {
      for (let index = firstOfChunk(end); index < end; index++) {
        const dueMs = this.#entries[2 * index]!;
        if (dueMs < least) least = dueMs;
      }
    }
    return least;
  }

  /** Mean of the times by which entries are due after `originMs`, of those at most `limitMs`. */
  meanAfter(originMs: number, limitMs: number, bag: number): number {
    let sum = 0;
    let count = 0;
    for (let end = this.#ends[bag]!; end > 0; end = this.#endBefore(end)) {
      for (let index = firstOfChunk(end); index < end; index++) {
        const afterMs = this.#entries[2 * index]! - originMs;
        if (afterMs > limitMs) continue;
        sum += afterMs;
        count++;
      }
    }
    return sum / count;
  }

  /** End of the chunk before the one that ends at `end`; 0 if there is none. */
  #endBefore(end: number): number {
    return (this.#previous[(end - 1) >> CHUNK_BITS]! + 1) << CHUNK_BITS;
  }

  /** Chains a free chunk to the one that ends at `end`; returns where it starts. */
  #startChunk(end: number): number {
    if (this.#firstFree === NONE) this.#grow();
    const chunk = this.#firstFree;
    this.#firstFree = this.#previous[chunk]!;
    this.#previous[chunk] = (end >> CHUNK_BITS) - 1;
    return chunk << CHUNK_BITS;
  }

  /** Returns an empty chunk to the pool, and the end of the chunk before it. */
  #freeChunk(chunk: number): number {
    const end = (this.#previous[chunk]! + 1) << CHUNK_BITS;
    this.#previous[chunk] = this.#firstFree;
    this.#firstFree = chunk;
    return end;
  }

  #grow(): void {
    const count = this.#previous.length;
    const entries = new Float64Array(2 * this.#entries.length);
    entries.set(this.#entries);
    this.#entries = entries;
    const previous = new Int32Array(2 * count);
    previous.set(this.#previous);
    for (let chunk = count; chunk < 2 * count; chunk++) previous[chunk] = chunk + 1;
    previous[2 * count - 1] = NONE;
    this.#previous = previous;
    this.#firstFree = count;
  }
}

/** Index of the first entry of the chunk that ends at `end`. */
function firstOfChunk(end: number): number {
  return ((end - 1) >> CHUNK_BITS) << CHUNK_BITS;
}
