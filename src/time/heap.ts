/** Index of the first entry: with it, the four children of an entry share one aligned block. */
const ROOT = 3;
const ARITY_BITS = 2;
const ARITY = 1 << ARITY_BITS;
/** Entries below this index stay in a core's cache. */
const NEAR_LIMIT = 16_384;

/** First child of an entry. */
function firstChildOf(index: number): number {
  return (index << ARITY_BITS) - 2 * ARITY;
}

function parentOf(index: number): number {
  return (index >> ARITY_BITS) + 2;
}

/**
 * Priority queue of slot numbers, first by due time, then by sequence number.
 *
 * A 4-ary heap in typed arrays: half the levels of a binary one, and the due times of four
 * siblings lie in one cache line. Removing the first entry leaves the root vacant; the next
 * insertion takes that place, so an event that schedules one other costs one walk, not two.
 */
export class Heap {
  #dueMs = new Float64Array(16).fill(Infinity);
  #sequence = new Float64Array(16);
  #slot = new Int32Array(16);
  /** One past the last entry, the vacant root included. */
  #end = ROOT;
  #rootIsVacant = false;

  /** Due time of the first entry; Infinity when there is none. */
  get firstDueMs(): number {
    if (this.#rootIsVacant) this.#fillRoot();
    return this.#dueMs[ROOT]!;
  }

  /** Slot of the first entry. Only valid right after `firstDueMs` gave a finite time. */
  get firstSlot(): number {
    return this.#slot[ROOT]!;
  }

  /** Adds an entry. `dueMs` is finite, `sequence` above that of all entries due at that time. */
  insert(dueMs: number, sequence: number, slot: number): void {
    if (this.#rootIsVacant) {
      this.#rootIsVacant = false;
      this.#sink(ROOT, dueMs, sequence, slot);
      return;
    }
    if (this.#end === this.#slot.length) this.#grow();
    this.#rise(this.#end++, dueMs, sequence, slot);
  }

  /** Removes the first entry. Only valid right after `firstDueMs` gave a finite time. */
  removeFirst(): void {
    this.#rootIsVacant = true;
  }

  /** Number of entries. Only valid while the first one was not just removed. */
  get size(): number {
    return this.#end - ROOT;
  }

  /** The slots of all entries, in no useful order, until the next change. */
  slots(): Int32Array {
    return this.#slot.subarray(ROOT, this.#end);
  }

  /** Due time of some entry whose removal leaves the others in order. */
  get lastDueMs(): number {
    return this.#dueMs[this.#end - 1]!;
  }

  /** Slot of that entry. */
  get lastSlot(): number {
    return this.#slot[this.#end - 1]!;
  }

  /** Removes that entry. */
  removeLast(): void {
    this.#dueMs[--this.#end] = Infinity;
  }

  /** Adds an entry without a place in the order, which it has only after `order`. */
  append(dueMs: number, sequence: number, slot: number): void {
    if (this.#end === this.#slot.length) this.#grow();
    this.#write(this.#end++, dueMs, sequence, slot);
  }

  /** Puts all entries in order; cheaper than inserting them one by one. */
  order(): void {
    for (let index = parentOf(this.#end - 1); index >= ROOT; index--) {
      this.#sink(index, this.#dueMs[index]!, this.#sequence[index]!, this.#slot[index]!);
    }
  }

  /** Removes every entry that `keep` refuses; the order of the others does not change. */
  retain(keep: (slot: number) => boolean): void {
    if (this.#rootIsVacant) this.#fillRoot();
    let kept = ROOT;
    for (let index = ROOT; index < this.#end; index++) {
      if (keep(this.#slot[index]!)) this.#copy(index, kept++);
    }
    this.#dueMs.fill(Infinity, kept, this.#end);
    this.#end = kept;
    this.order();
  }

  #fillRoot(): void {
    this.#rootIsVacant = false;
    const last = --this.#end;
    const dueMs = this.#dueMs[last]!;
    // Vacant places read as never due, so that a block of children needs no bounds check.
    this.#dueMs[last] = Infinity;
    if (last > ROOT) this.#sink(ROOT, dueMs, this.#sequence[last]!, this.#slot[last]!);
  }

  #rise(from: number, dueMs: number, sequence: number, slot: number): void {
    const dues = this.#dueMs;
    let index = from;
    while (index > ROOT) {
      const parent = parentOf(index);
      // A later insertion has the higher sequence number, so on a tie it stays below.
      if (dues[parent]! <= dueMs) break;
      this.#copy(parent, index);
      index = parent;
    }
    this.#write(index, dueMs, sequence, slot);
  }

  #sink(from: number, dueMs: number, sequence: number, slot: number): void {
    const end = this.#end;
    const dues = this.#dueMs;
    const sequences = this.#sequence;
    let index = from;
    for (let child = firstChildOf(index); child < end; child = firstChildOf(index)) {
      const least = child < NEAR_LIMIT ? this.#leastOfNear(child) : this.#leastOf(child);
      const leastDueMs = dues[least]!;
      if (leastDueMs > dueMs || (leastDueMs === dueMs && sequences[least]! > sequence)) break;
      this.#copy(least, index);
      index = least;
    }
    this.#write(index, dueMs, sequence, slot);
  }

  /** As `#leastOf`: in cache, wrongly predicted branches cost more than arithmetic. */
  #leastOfNear(first: number): number {
    const dues = this.#dueMs;
    const left = first + +(dues[first + 1]! < dues[first]!);
    const right = first + 2 + +(dues[first + 3]! < dues[first + 2]!);
    if (dues[first] === dues[first + 1] || dues[first + 2] === dues[first + 3]) {
      return this.#leastOf(first);
    }
    const leftDueMs = dues[left]!;
    const rightDueMs = dues[right]!;
    if (leftDueMs === rightDueMs) return this.#leastOf(first);
    return left + (right - left) * +(rightDueMs < leftDueMs);
  }

  /** First entry of a block. Branches let the processor fetch the next block ahead. */
  #leastOf(first: number): number {
    const dues = this.#dueMs;
    const sequences = this.#sequence;
    let least = first;
    let leastDueMs = dues[first]!;
    for (let index = first + 1; index < first + ARITY; index++) {
      const dueMs = dues[index]!;
      if (dueMs > leastDueMs) continue;
      if (dueMs === leastDueMs && sequences[index]! > sequences[least]!) continue;
      least = index;
      leastDueMs = dueMs;
    }
    return least;
  }

  #copy(from: number, to: number): void {
    this.#dueMs[to] = this.#dueMs[from]!;
    this.#sequence[to] = this.#sequence[from]!;
    this.#slot[to] = this.#slot[from]!;
  }

  #write(index: number, dueMs: number, sequence: number, slot: number): void {
    this.#dueMs[index] = dueMs;
    this.#sequence[index] = sequence;
    this.#slot[index] = slot;
  }

  #grow(): void {
    const capacity = 2 * this.#slot.length;
    const dueMs = new Float64Array(capacity).fill(Infinity, this.#end);
    dueMs.set(this.#dueMs);
    const sequence = new Float64Array(capacity);
    sequence.set(this.#sequence);
    const slot = new Int32Array(capacity);
    slot.set(this.#slot);
    this.#dueMs = dueMs;
    this.#sequence = sequence;
    this.#slot = slot;
  }
}
