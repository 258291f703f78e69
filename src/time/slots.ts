/** Handle of a scheduled item: slot and generation in one integer below 2^53. */
export type Handle = number;

const SLOT_BITS = 26;
/** Most items that can be scheduled at once. */
const SLOT_LIMIT = 2 ** SLOT_BITS;
/** Generations are odd while the slot's item is live, so half of them appear in handles. */
const GENERATION_LIMIT = 2 ** (53 - SLOT_BITS);

/** Where a slot's record has its parts: the sequence number in float64s, the others in int32s. */
const SEQUENCE_STEP = 2;
const STEP_BITS = 2;
const GENERATION = 2;
const NEXT_FREE = 3;
const NONE = -1;
/** So few slots are not worth a successor. */
const COUNT_MIN = 64;
/** In place of an item, so that any value can be one. */
const VACANT = Symbol('vacant');

/**
 * Numbered places for items, recycled without allocation.
 *
 * A slot's generation moves on whenever an item comes or goes, so a handle of a past item never
 * matches the slot's present one. A slot that has used up its generations is retired.
 *
 * All that is known of a slot lies in one record, for among a million slots each cache line that
 * is touched costs more than all the arithmetic.
 */
export class Slots<T> {
  readonly #items: (T | typeof VACANT)[] = [];
  #sequences = new Float64Array(16 * SEQUENCE_STEP);
  #records = new Int32Array(this.#sequences.buffer);
  #firstFree = NONE;
  #claimed = 0;
  #cancelled = 0;
  /** The generation of slots that never had an item. */
  readonly #firstGeneration: number;

  constructor(firstGeneration = 0) {
    this.#firstGeneration = firstGeneration;
  }

  /** Number of slots cancelled and not dropped yet. */
  get cancelled(): number {
    return this.#cancelled;
  }

  /** Stores an item and returns its slot. Throws a RangeError beyond 2^26 items at once. */
  claim(item: T): number {
    const slot = this.#claimAny();
    this.#items[slot] = item;
    return slot;
  }

  /** Stores a slot's own number as the item. */
  claimOwn(): number {
    const slot = this.#claimAny();
    this.#items[slot] = slot as T;
    return slot;
  }

  #claimAny(): number {
    const slot = this.#firstFree === NONE ? this.#extend() : this.#firstFree;
    const record = slot << STEP_BITS;
    this.#firstFree = this.#records[record + NEXT_FREE]!;
    this.#records[record + GENERATION]!++;
    this.#sequences[slot * SEQUENCE_STEP] = this.#claimed++;
    return slot;
  }

  /** Rises from claim to claim: which of two items was inserted first. */
  sequenceOf(slot: number): number {
    return this.#sequences[slot * SEQUENCE_STEP]!;
  }

  /** Handle of the live item in a slot. */
  handleOf(slot: number): Handle {
    return this.#generationOf(slot) * SLOT_LIMIT + slot;
  }

  /** Slot of a live item, or -1 if the handle's item is gone. */
  find(handle: Handle): number {
    const slot = handle % SLOT_LIMIT;
    const generation = (handle - slot) / SLOT_LIMIT;
    if (!(slot >= 0 && slot < this.#items.length && Number.isInteger(slot))) return -1;
    return this.#generationOf(slot) === generation && this.isLive(slot) ? slot : -1;
  }

  /** Looks at the item and not at the generation: who asks before taking it then has it near. */
  isLive(slot: number): boolean {
    return this.#items[slot] !== VACANT;
  }

  /** Whether a slot's item is its own number. */
  isOwn(slot: number): boolean {
    return this.#items[slot] === (slot as T);
  }

  /** How many slots there are, empty or not. */
  get count(): number {
    return this.#items.length;
  }

  /** Empties a live slot and returns its item. The slot is not reused before `release`. */
  vacate(slot: number): T {
    const item = this.#items[slot] as T;
    this.#items[slot] = VACANT;
    this.#records[(slot << STEP_BITS) + GENERATION]!++;
    return item;
  }

  /** Empties a live slot whose entry is still queued; `drop` is for when it is queued no more. */
  cancel(slot: number): void {
    this.vacate(slot);
    this.#cancelled++;
  }

  /** Allows a cancelled slot to be claimed again. */
  drop(slot: number): void {
    this.#cancelled--;
    this.release(slot);
  }

  /** Allows an empty slot to be claimed again. */
  release(slot: number): void {
    if (this.#generationOf(slot) >= GENERATION_LIMIT - 1) return;
    this.#records[(slot << STEP_BITS) + NEXT_FREE] = this.#firstFree;
    this.#firstFree = slot;
  }

  /**
   * Slots that have not grown, for when all of these are empty; these themselves where that gains
   * little. No handle of theirs is one that these gave.
   */
  successor(): Slots<T> {
    if (this.count <= COUNT_MIN) return this;
    let generation = this.#firstGeneration;
    for (let slot = 0; slot < this.count; slot++) {
      generation = Math.max(generation, this.#generationOf(slot));
    }
    return generation > GENERATION_LIMIT / 2 ? this : new Slots(generation);
  }

  #generationOf(slot: number): number {
    return this.#records[(slot << STEP_BITS) + GENERATION]!;
  }

  #extend(): number {
    const slot = this.#items.length;
    if (slot === SLOT_LIMIT) {
      throw new RangeError(`more than ${SLOT_LIMIT} items are scheduled at once`);
    }
    if (slot * SEQUENCE_STEP === this.#sequences.length) this.#grow();
    this.#items.push(VACANT);
    this.#records[(slot << STEP_BITS) + NEXT_FREE] = NONE;
    this.#records[(slot << STEP_BITS) + GENERATION] = this.#firstGeneration;
    return slot;
  }

  #grow(): void {
    const sequences = new Float64Array(2 * this.#sequences.length);
    sequences.set(this.#sequences);
    this.#sequences = sequences;
    this.#records = new Int32Array(sequences.buffer);
  }
}
