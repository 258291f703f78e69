/** A map from pairs of whole numbers >= 0 to whole numbers, without an object for each. */
export class PairTable {
  /** Three words an entry: the pair, and the value + 1, so that an empty entry is all zeros. */
  #entries = new Int32Array(3 * 16);
  #mask = 15;
  #size = 0;

  /** The value of a pair; `undefined` is told as -1. */
  get(first: number, second: number): number {
    const entries = this.#entries;
    let at = hash(first, second) & this.#mask;
    for (;;) {
      const base = 3 * at;
      const value = entries[base + 2]!;
      if (value === 0) return -1;
      if (entries[base] === first && entries[base + 1] === second) return value - 1;
      at = (at + 1) & this.#mask;
    }
  }

  /** @param value - from -1, which is told as if it were not there */
  set(first: number, second: number, value: number): void {
    if (2 * (this.#size + 1) > this.#mask) this.#grow();
    this.#put(first, second, value + 1);
  }

  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#entries.byteLength;
  }

  clear(): void {
    this.#entries = new Int32Array(3 * 16);
    this.#mask = 15;
    this.#size = 0;
  }

  #put(first: number, second: number, value: number): void {
    const entries = this.#entries;
    let at = hash(first, second) & this.#mask;
    for (;;) {
      const base = 3 * at;
      const isFree = entries[base + 2] === 0;
      if (isFree || (entries[base] === first && entries[base + 1] === second)) {
        if (isFree) this.#size += 1;
        entries[base] = first;
        entries[base + 1] = second;
        entries[base + 2] = value;
        return;
      }
      at = (at + 1) & this.#mask;
    }
  }

  #grow(): void {
    const old = this.#entries;
    this.#entries = new Int32Array(2 * old.length);
    this.#mask = 2 * this.#mask + 1;
    this.#size = 0;
    for (let base = 0; base < old.length; base += 3) {
      if (old[base + 2] !== 0) this.#put(old[base]!, old[base + 1]!, old[base + 2]!);
    }
  }
}

function hash(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
