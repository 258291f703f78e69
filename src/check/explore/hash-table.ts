/** The least table has 2 to the power of so many slots. */
const BITS_MIN = 11;

/** Where the packed states are that a table holds the numbers of. */
export interface Keys {
  readonly keys: Int32Array;
  readonly words: number;
}

/**
 * The numbers of states, found by their hashes: open addressing, linear probing.
 *
 * A slot is two words, the number of a state + 1 and the state's whole hash, so that a state is seldom looked
 * up that is not the one sought. The slot is what the hash begins with: in a table of twice as many
 * slots the states follow each other in the same order, and it is filled from the first to the last.
 */
export class HashTable {
  /** The number of a state + 1, or 0 where there is none, and its hash, for each slot. */
  entries: Int32Array = new Int32Array(2 << BITS_MIN);
  /** By how much a hash is shifted to be the number of a slot. */
  shift = 32 - BITS_MIN;

  get bytes(): number {
    return this.entries.byteLength;
  }

  /** Where a state is, or where there is room for it. */
  slotOf(hash: number, { keys, words }: Keys, from: Int32Array, at: number): number {
    const { entries } = this;
    let slot = 2 * (hash >>> this.shift);
    for (;;) {
      const found = entries[slot]!;
      if (found === 0) return slot;
      if (entries[slot + 1] === hash) {
        const key = (found - 1) * words;
        let word = 0;
        while (word < words && keys[key + word] === from[at + word]) word++;
        if (word === words) return slot;
      }
      slot += 2;
      if (slot === entries.length) slot = 0;
    }
  }

  put(slot: number, state: number, hash: number): void {
    this.entries[slot] = state + 1;
    this.entries[slot + 1] = hash;
  }

  /** Makes room for so many states, of which at most five slots of eight are taken. */
  reserve(states: number): void {
    while (16 * states > 5 * this.entries.length) this.#double();
  }

  #double(): void {
    const before = this.entries;
    const entries = new Int32Array(2 * before.length);
    const shift = this.shift - 1;
    for (let from = 0; from < before.length; from += 2) {
      const found = before[from]!;
      if (found === 0) continue;
      const hash = before[from + 1]!;
      let slot = 2 * (hash >>> shift);
      while (entries[slot] !== 0) {
        slot += 2;
        if (slot === entries.length) slot = 0;
      }
      entries[slot] = found;
      entries[slot + 1] = hash;
    }
    this.entries = entries;
    this.shift = shift;
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
