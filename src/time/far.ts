import { Bags } from './bags.ts';
import type { Heap } from './heap.ts';
import type { Slots } from './slots.ts';

/** Bags that a span of time is cut into, at most. */
const BAGS = 8_192;
/** Everything due after the span. */
const BEYOND = BAGS;
/** Holds entries on their way to other bags. */
const TRANSIT = BAGS + 1;
/** Entries a bag should have: as a heap, they stay in a core's nearest cache. */
const BAG_SIZE = 128;
/** How many times as many entries as a span was cut for make it worth cutting anew. */
const OUTGROWN = 4;

/**
 * Told of the slots that will be due soon, many at a time: whoever looks then at the memory that
 * they will need waits for that of many at once, where later it would wait for each.
 */
export type Foresee = (slots: Int32Array) => void;

/**
 * Entries that are not due for a while, in bags by spans of time, unsorted within a bag.
 *
 * A span of simulated time is cut into bags of one width; what is due after it goes to one more
 * bag, which is cut in turn when the span has passed. So an entry is moved a few times at most,
 * whatever the number of entries, and sorted only among the few that are due at about its time.
 *
 * Which bag an entry belongs to follows from its due time by arithmetic that never falls as the
 * due time rises, so rounding cannot part entries due at the same time or swap two bags.
 */
export class Far {
  readonly #slots: Slots<unknown>;
  readonly #foresee: Foresee | undefined;
  /** None until an entry is far: most queues never have one. */
  #bags = new Bags(0);
  #size = 0;
  #originMs = 0;
  /** Bags a millisecond; 0 while everything is near. */
  #perMs = 0;
  /** Number of bags that the span is cut into; positions from here on lie beyond it. */
  #cut = 1;
  /** First bag that is still far. */
  #next = 1;
  #sizeWhenCut = 0;

  constructor(slots: Slots<unknown>, foresee: Foresee | undefined) {
    this.#slots = slots;
    this.#foresee = foresee;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds an entry unless it is due too soon to be far; returns whether it did. */
  addIfFar(dueMs: number, slot: number): boolean {
    const position = (dueMs - this.#originMs) * this.#perMs;
    if (position < this.#next) return false;
    this.#bags.add(position < this.#cut ? position | 0 : BEYOND, dueMs, slot);
    this.#size++;
    return true;
  }

  /** Moves all entries of a heap here. */
  takeOver(near: Heap): void {
    if (this.#bags.count === 0) this.#bags = new Bags(BAGS + 2);
    this.#size += near.size;
    for (; near.size > 0; near.removeLast()) {
      this.#bags.add(BEYOND, near.lastDueMs, near.lastSlot);
    }
    this.#cutAnew();
  }

  /**
   * Moves the earliest entries to an empty heap, or drops them if all of them were cancelled.
   * Only valid when there are entries.
   */
  pourFirstInto(near: Heap): void {
    if (this.#size > OUTGROWN * this.#sizeWhenCut) this.#cutAnew();
    if (!this.#skipEmpty()) this.#cutAnew();
    this.#pour(this.#next++, near);
    this.#foresee?.(near.slots());
    near.order();
  }

  /** Moves all entries to an empty heap; from then on, none is far. */
  pourAllInto(near: Heap): void {
    for (let bag = this.#next; bag < this.#cut; bag++) this.#pour(bag, near);
    this.#pour(BEYOND, near);
    near.order();
    this.#originMs = 0;
    this.#perMs = 0;
    this.#next = 1;
    this.#cut = 1;
  }

  /** Removes every entry that `keep` refuses. */
  retain(keep: (slot: number) => boolean): void {
    if (this.#size === 0) return;
    const bags = this.#bags;
    this.#size = 0;
    for (let bag = 0; bag <= BEYOND; bag++) {
      bags.rename(bag, TRANSIT);
      for (; !bags.isEmpty(TRANSIT); bags.removeLast(TRANSIT)) {
        const slot = bags.lastSlot(TRANSIT);
        if (!keep(slot)) continue;
        bags.add(bag, bags.lastDueMs(TRANSIT), slot);
        this.#size++;
      }
    }
  }

  /** Goes on to the next bag that has entries; false if there is none in the span. */
  #skipEmpty(): boolean {
    while (this.#next < this.#cut && this.#bags.isEmpty(this.#next)) this.#next++;
    return this.#next < this.#cut;
  }

  /**
   * The look at each slot here brings its memory near for when the entry is taken: now the looks
   * are independent, and so the processor waits for many of them at once.
   */
  #pour(bag: number, near: Heap): void {
    const bags = this.#bags;
    for (; !bags.isEmpty(bag); bags.removeLast(bag)) {
      const slot = bags.lastSlot(bag);
      this.#size--;
      if (this.#slots.isLive(slot)) {
        near.append(bags.lastDueMs(bag), this.#slots.sequenceOf(slot), slot);
      } else this.#slots.drop(slot);
    }
  }

  /** Cuts a span that begins with the earliest entry, and sorts all entries into its bags. */
  #cutAnew(): void {
    const bags = this.#bags;
    for (let bag = this.#next; bag < this.#cut; bag++) this.#moveAll(bag, BEYOND);
    this.#originMs = bags.leastDueMs(BEYOND);
    this.#cut = Math.max(1, Math.min(BAGS, Math.floor(this.#size / BAG_SIZE)));
    this.#perMs = Math.min(this.#cut / this.#spanMs(), Number.MAX_VALUE);
    this.#sizeWhenCut = this.#size;
    this.#next = 0;
    bags.rename(BEYOND, TRANSIT);
    this.#size = 0;
    for (; !bags.isEmpty(TRANSIT); bags.removeLast(TRANSIT)) {
      this.addIfFar(bags.lastDueMs(TRANSIT), bags.lastSlot(TRANSIT));
    }
  }

  /**
   * Twice the mean, without those beyond twice the mean of all, so that a few entries due very
   * late do not make all bags too wide. By Markov's inequality a quarter of the entries at least
   * is due within the span, so that on average an entry lies beyond it four times at most.
   */
  #spanMs(): number {
    const meanMs = this.#bags.meanAfter(this.#originMs, Infinity, BEYOND);
    return 2 * this.#bags.meanAfter(this.#originMs, 2 * meanMs, BEYOND);
  }

  #moveAll(from: number, to: number): void {
    const bags = this.#bags;
    for (; !bags.isEmpty(from); bags.removeLast(from)) {
      bags.add(to, bags.lastDueMs(from), bags.lastSlot(from));
    }
  }
}
