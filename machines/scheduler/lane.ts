const CAPACITY_MIN = 16;

/** First come, first served: a ring buffer that doubles when it is full. Each operation is O(1). */
export class Lane<T> {
  #slots: (T | undefined)[] = new Array(CAPACITY_MIN);
  #head = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(item: T): void {
    if (this.#length === this.#slots.length) this.#grow();
    // Capacities are powers of two, so that a mask does for a remainder.
    this.#slots[(this.#head + this.#length) & (this.#slots.length - 1)] = item;
    this.#length += 1;
  }

  /** Takes the oldest out; undefined when there is none. */
  shift(): T | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#slots[this.#head];
    // Else it would be held until another takes its place.
    this.#slots[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#slots.length - 1);
    this.#length -= 1;
    return item;
  }

  #grow(): void {
    const capacity = this.#slots.length;
    const slots = new Array<T | undefined>(2 * capacity);
    for (let nth = 0; nth < this.#length; nth++) {
      slots[nth] = this.#slots[(this.#head + nth) & (capacity - 1)];
    }
    this.#slots = slots;
    this.#head = 0;
  }
}
