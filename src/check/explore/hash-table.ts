/** The least table has 2 to the power of so many slots. */
const BITS_MIN = 11;
/** Of each 8 slots at most so many are taken. */
const TAKEN_MAX = 5;
const HASH_BITS = 32;
/** A table of 2 to the power of fewer slots grows to four times its size, a greater one to twice. */
const BITS_GREAT = 20;
/** So many states are put into a table at once when it grows. */
const AT_ONCE = 256;

/** The packed states that a table holds the numbers of. */
export interface Keys {
  readonly keys: Int32Array;
  /** So many a state. */
  readonly words: number;
  readonly size: number;
}

/**
 * The numbers of states, found by their hashes: open addressing, linear probing.
 *
 * A slot is one word: the number of a state + 1 in as many low bits as it takes to tell slots apart, and above
 * them the last bits of the state's hash, of which the first bits tell the slot: a state is seldom looked up
 * that is not the one sought. The table lies at the beginning of a larger array, for memory that was never
 * written to costs nothing, and what was written to is at hand when the table grows.
 */
export class HashTable {
  /** What is in each slot, 0 for nothing, and room for more of them. */
  entries: Int32Array = new Int32Array(4 << BITS_MIN);
  /** There are 2 to the power of so many slots. */
  #bits = BITS_MIN;
  /** The greatest slot. */
  #mask = 2 ** BITS_MIN - 1;

  get bytes(): number {
    return 4 * (this.#mask + 1);
  }

  /** The number of a state; the ones' complement of the slot where it belongs if it is not there. */
  find(hash: number, { keys, words }: Keys, from: Int32Array, at: number): number {
    const { entries } = this;
    const bits = this.#bits;
    const mask = this.#mask;
    const tag = hash << bits;
    let slot = hash >>> (HASH_BITS - bits);
    for (;;) {
      const entry = entries[slot]!;
      if (entry === 0) return ~slot;
      if (((entry ^ tag) & ~mask) === 0) {
        const state = (entry & mask) - 1;
        const key = state * words;
        let word = 0;
        while (word < words && keys[key + word] === from[at + word]) word++;
        if (word === words) return state;
      }
      slot = (slot + 1) & mask;
    }
  }

  /**
   * Looks at the slots of some hashes, so that they are at hand when they are needed. Nothing that is to be
   * read next depends on what was read, and the processor waits for memory once for many of them.
   *
   * @param likely - takes for each the number of the state that it is likely to be of; -1 for none
   */
  glance(hashes: Int32Array, count: number, likely: Int32Array): void {
    const { entries } = this;
    const bits = this.#bits;
    const mask = this.#mask;
    const shift = HASH_BITS - bits;
    for (let each = 0; each < count; each++) likely[each] = entries[hashes[each]! >>> shift]!;
    for (let each = 0; each < count; each++) {
      const entry = likely[each]!;
      const isLike = ((entry ^ (hashes[each]! << bits)) & ~mask) === 0;
      likely[each] = isLike ? (entry & mask) - 1 : -1;
    }
  }

  put(slot: number, state: number, hash: number): void {
    this.entries[slot] = (hash << this.#bits) | (state + 1);
  }

  /** Makes room for so many states, of which some are there. */
  reserve(states: number, known: Keys): void {
    let bits = this.#bits;
    while (8 * states > TAKEN_MAX * 2 ** bits) bits += bits < BITS_GREAT ? 2 : 1;
    if (bits > this.#bits) this.#rebuild(bits, known);
  }

  /** Finds all states anew, whose keys are others. */
  rehash(known: Keys): void {
    this.#rebuild(this.#bits, known);
  }

  #rebuild(bits: number, { keys, words, size }: Keys): void {
    const slots = 2 ** bits;
    if (slots > this.entries.length) this.entries = new Int32Array(4 * slots);
    else this.entries.fill(0, 0, this.#mask + 1);
    this.#bits = bits;
    this.#mask = slots - 1;
    const hashes = new Int32Array(AT_ONCE);
    const likely = new Int32Array(AT_ONCE);
    for (let first = 0; first < size; first += AT_ONCE) {
      const count = Math.min(AT_ONCE, size - first);
      for (let each = 0; each < count; each++) {
        hashes[each] = hashOf(keys, (first + each) * words, words);
      }
      this.glance(hashes, count, likely);
      this.#putAll(hashes, first, count);
    }
  }

  /** Puts some states that follow each other into the table, none of which is there. */
  #putAll(hashes: Int32Array, first: number, count: number): void {
    const { entries } = this;
    const bits = this.#bits;
    const mask = this.#mask;
    for (let each = 0; each < count; each++) {
      const hash = hashes[each]!;
      let slot = hash >>> (HASH_BITS - bits);
      while (entries[slot] !== 0) slot = (slot + 1) & mask;
      entries[slot] = (hash << bits) | (first + each + 1);
    }
  }
}

/** A hash of which the first bits are as good as any. */
export function hashOf(from: Int32Array, at: number, words: number): number {
  let hash = 0;
  for (let word = 0; word < words; word++) {
    hash = Math.imul(hash ^ from[at + word]!, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return Math.imul(hash, 0x85ebca6b);
}
