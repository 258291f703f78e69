/** First-in first-out queue of slot numbers in a circular typed array. */
export class Ring {
  #slots = new Int32Array(16);
  #head = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The oldest slot. Only valid when `size` is above 0. */
  get first(): number {
    return this.#slots[this.#head]!;
  }

  /** Adds a slot behind the others. */
  push(slot: number): void {
    if (this.#size === this.#slots.length) this.#grow();
    this.#slots[(this.#head + this.#size++) & (this.#slots.length - 1)] = slot;
  }

  /** Removes the oldest slot. Only valid when `size` is above 0. */
  removeFirst(): void {
    this.#head = (this.#head + 1) & (this.#slots.length - 1);
    this.#size--;
  }

  /** Removes every slot that `keep` refuses; the order of the others does not change. */
  retain(keep: (slot: number) => boolean): void {
    for (let left = this.#size; left > 0; left--) {
      const slot = this.first;
      this.removeFirst();
      if (keep(slot)) this.push(slot);
    }
  }

  #grow(): void {
    const slots = new Int32Array(2 * this.#slots.length);
    for (let index = 0; index < this.#size; index++) {
      slots[index] = this.#slots[(this.#head + index) & (this.#slots.length - 1)]!;
    }
    this.#slots = slots;
    this.#head = 0;
  }
}
