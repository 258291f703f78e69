import { Far, type Foresee } from './far.ts';
import { Heap } from './heap.ts';
import type { Slots } from './slots.ts';

/** A heap of up to this many entries is fast enough alone. */
const NEAR_MIN = 8_192;
/** With so few far entries left, they are near. */
const FAR_MIN = 1_024;
/** So many times as many far entries as near ones leave the near ones to the heap. */
const FAR_SHARE = 3;

/**
 * Priority queue of slot numbers, first by due time, then by insertion.
 *
 * A heap of a million entries waits for memory at each of its levels. So only what is due soon
 * is in a heap here; what is due later lies unsorted in bags, which come to the heap one by one.
 * This is a ladder queue (Tang, Goh and Thng, "Ladder queue: An O(1) priority queue structure
 * for large-scale discrete event simulation", ACM TOMACS 15(3), 2005) with one rung and with a
 * heap at the bottom: where due times are too uneven for the rung, it is as fast as the heap.
 */
export class Agenda {
  readonly #slots: Slots<unknown>;
  readonly #near = new Heap();
  readonly #far: Far;
  /** With more entries than this, the heap is to be relieved. */
  #nearLimit = NEAR_MIN;

  /** @param foresee - told of the slots whose entries will be due soon */
  constructor(slots: Slots<unknown>, foresee?: Foresee) {
    this.#slots = slots;
    this.#far = new Far(slots, foresee);
  }

  /** Due time of the first entry; Infinity when there is none. */
  get firstDueMs(): number {
    const dueMs = this.#near.firstDueMs;
    return dueMs === Infinity && this.#far.size > 0 ? this.#refill() : dueMs;
  }

  /** Slot of the first entry. Only valid right after `firstDueMs` gave a finite time. */
  get firstSlot(): number {
    return this.#near.firstSlot;
  }

  /** Adds an entry. `dueMs` is finite. */
  insert(dueMs: number, slot: number): void {
    if (this.#far.addIfFar(dueMs, slot)) return;
    this.#near.insert(dueMs, this.#slots.sequenceOf(slot), slot);
    if (this.#near.size > this.#nearLimit) this.#relieve();
  }

  /** Removes the first entry. Only valid right after `firstDueMs` gave a finite time. */
  removeFirst(): void {
    this.#near.removeFirst();
  }

  /** Removes every entry that `keep` refuses; the order of the others does not change. */
  retain(keep: (slot: number) => boolean): void {
    this.#near.retain(keep);
    this.#far.retain(keep);
  }

  #refill(): number {
    this.#nearLimit = NEAR_MIN;
    while (this.#near.size === 0 && this.#far.size > 0) {
      if (this.#far.size <= FAR_MIN) this.#far.pourAllInto(this.#near);
      else this.#far.pourFirstInto(this.#near);
    }
    return this.#near.firstDueMs;
  }

  /**
   * Sorts all entries into bags anew, unless the heap has so few of them that this costs more
   * than it gains. Where it gains nothing, as with entries all due at one time, the limit rises.
   */
  #relieve(): void {
    if (this.#near.size * FAR_SHARE >= this.#far.size) {
      this.#far.takeOver(this.#near);
      this.#far.pourFirstInto(this.#near);
    }
    this.#nearLimit = Math.max(NEAR_MIN, 2 * this.#near.size);
  }
}
