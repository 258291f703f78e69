/** Handle of a scheduled item: slot and generation in one integer below 2^53. */
export type Handle = number;

const SLOT_BITS = 26;
/** Most items that can be scheduled at once. */
const SLOT_LIMIT = 2 ** SLOT_BITS;
/** Generations are odd while the slot's item is live, so half of them appear in handles. */
const GENERATION_LIMIT = 2 ** (53 - SLOT_BITS);

/**
 * Numbered places for items, recycled without allocation.
 *
 * A slot's generation moves on whenever an item comes or goes, so a handle of a past item never
 * matches the slot's present one. A slot that has used up its generations is retired.
 */
export class Slots<T> {
  readonly #items: (T | undefined)[] = [];
  #generations = new Int32Array(16);
  #free = new Int32Array(16);
  #freeCount = 0;

  /** Stores an item and returns its slot. Throws a RangeError beyond 2^26 items at once. */
  claim(item: T): number {
    const slot = this.#freeCount > 0 ? this.#free[--this.#freeCount]! : this.#extend();
    this.#items[slot] = item;
    this.#generations[slot]!++;
    return slot;
  }

  /** Handle of the live item in a slot. */
  handleOf(slot: number): Handle {
    return this.#generations[slot]! * SLOT_LIMIT + slot;
  }

  /** Slot of a live item, or -1 if the handle's item is gone. */
  find(handle: Handle): number {
    const slot = handle % SLOT_LIMIT;
    const generation = (handle - slot) / SLOT_LIMIT;
    return this.#generations[slot] === generation && this.isLive(slot) ? slot : -1;
  }

  isLive(slot: number): boolean {
    return (this.#generations[slot]! & 1) === 1;
  }

  /** Empties a live slot and returns its item. The slot is not reused before `release`. */
  vacate(slot: number): T {
    const item = this.#items[slot]!;
    this.#items[slot] = undefined;
    this.#generations[slot]!++;
    return item;
  }

  /** Allows an empty slot to be claimed again. */
  release(slot: number): void {
    if (this.#generations[slot]! >= GENERATION_LIMIT - 1) return;
    this.#free[this.#freeCount++] = slot;
  }

  #extend(): number {
    const slot = this.#items.length;
    if (slot === SLOT_LIMIT) {
      throw new RangeError(`more than ${SLOT_LIMIT} items are scheduled at once`);
    }
    if (slot === this.#generations.length) this.#grow();
    this.#items.push(undefined);
    return slot;
  }

  #grow(): void {
    const generations = new Int32Array(2 * this.#generations.length);
    generations.set(this.#generations);
    this.#generations = generations;
    const free = new Int32Array(generations.length);
    free.set(this.#free);
    this.#free = free;
  }
}
