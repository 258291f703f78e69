import { Agenda } from './agenda.ts';
import type { Foresee } from './far.ts';
import { Ring } from './ring.ts';
import { type Handle, Slots } from './slots.ts';

export type { Handle } from './slots.ts';

/** Below this many cancelled entries, sweeping them out costs more than it frees. */
const COMPACTION_MIN = 64;

/**
 * Items ordered by due time, and by insertion among items due at the same time.
 *
 * `schedule` and `take` cost O(log size) at most, averaged over many calls, and allocate nothing
 * once the queue has grown to its size; an item due at the same time as the last one taken costs O(1). `cancel` only marks the
 * item: marked entries are dropped when they come up, or swept out once they are the majority.
 *
 * Due times are finite, in any unit with one origin (Statehive's is simulated ms).
 *
 * @example
 * const queue = new EventQueue<string>();
 * queue.schedule(20, 'second');
 * const handle = queue.schedule(10, 'never');
 * queue.schedule(10, 'first');
 * queue.cancel(handle); // true
 * queue.take(); // 'first'
 */
export class EventQueue<T> {
  readonly #foresee: Foresee | undefined;
  #slots = new Slots<T>();
  #agenda: Agenda;
  /** Items due at `#ringDueMs`: all of them were inserted after those of that time in the agenda. */
  #ring = new Ring();
  #ringDueMs = 0;
  #takenDueMs = 0;
  /** With those that are void and were not found yet. */
  #size = 0;
  /** Tells which of the queue's own numbers are void; undefined while none is. */
  #isVoid: ((own: number) => boolean) | undefined;
  #revocations = 0;

  /** @param foresee - told of the slots, and so of own numbers, that will be due soon */
  constructor(foresee?: Foresee) {
    this.#foresee = foresee;
    this.#agenda = new Agenda(this.#slots, foresee);
  }

  /** Number of items still to be taken. */
  get size(): number {
    if (this.#isVoid !== undefined) this.#cancelVoid(this.#isVoid);
    return this.#size;
  }

  /** Due time of the item that `take` would return; Infinity when the queue is empty. */
  get nextDueMs(): number {
    if (this.#mayBeDead) this.#dropDead();
    const agendaDueMs = this.#agenda.firstDueMs;
    return this.#isRingFirst(agendaDueMs) ? this.#ringDueMs : agendaDueMs;
  }

  /**
   * Adds an item and returns the handle that cancels it.
   *
   * @param dueMs - finite; may lie before items already taken
   * @throws RangeError if `dueMs` is not finite, or beyond 2^26 items at once
   */
  schedule(dueMs: number, item: T): Handle {
    if (!Number.isFinite(dueMs)) throw new RangeError(`dueMs must be finite, got ${dueMs}`);
    const slot = this.#slots.claim(item);
    this.#enqueue(dueMs, slot);
    return this.#slots.handleOf(slot);
  }

  /**
   * Adds an item that is a number of the queue's choice, and returns it: whoever keeps columns
   * needs no numbers of its own. A number is free again when its item was taken or cancelled, and
   * swept out.
   *
   * @param dueMs - finite
   */
  scheduleOwn(dueMs: number): number {
    const slot = this.#slots.claimOwn();
    this.#enqueue(dueMs, slot);
    return slot;
  }

  /** Removes an item that `scheduleOwn` added, and that was not taken yet. */
  cancelOwn(slot: number): void {
    if (!this.#slots.isLive(slot)) return;
    this.#slots.cancel(slot);
    this.#size--;
    this.#compactIfWorthIt();
  }

  /**
   * Takes back, without looking for them, all of the queue's own numbers that are void by now: they
   * are dropped as they come up, and all of them once in a while or when `size` is asked for.
   */
  revoke(isVoid: (own: number) => boolean): void {
    this.#isVoid = isVoid;
    this.#revocations++;
    if (this.#revocations > Math.max(COMPACTION_MIN, this.#size)) this.#cancelVoid(isVoid);
  }

  #enqueue(dueMs: number, slot: number): void {
    this.#size++;
    if (dueMs === this.#ringDueMs) this.#ring.push(slot);
    else this.#agenda.insert(dueMs, slot);
  }

  /**
   * Adds a number below 0 as an item that is never cancelled; it is its own slot, and so costs
   * next to nothing where it is due at the time of the item taken last.
   */
  scheduleNumber(dueMs: number, item: T & number): void {
    if (this.#ring.size === 0) this.#ringDueMs = dueMs;
    if (dueMs === this.#ringDueMs && item < 0) {
      this.#ring.push(item);
      this.#size++;
    } else this.schedule(dueMs, item);
  }

  /** Removes an item that was not taken yet; false if it was taken, cancelled or cleared. */
  cancel(handle: Handle): boolean {
    const slot = this.#slots.find(handle);
    if (slot < 0) return false;
    this.cancelOwn(slot);
    return true;
  }

  /** Due time of the item that `take` returned last. */
  get takenDueMs(): number {
    return this.#takenDueMs;
  }

  /** Removes and returns the first item; undefined when none is due by `untilMs`. */
  take(untilMs = Infinity): T | undefined {
    if (this.#mayBeDead) this.#dropDead();
    const agendaDueMs = this.#agenda.firstDueMs;
    if (this.#isRingFirst(agendaDueMs)) return this.#takeFromRing(untilMs);
    if (agendaDueMs === Infinity || agendaDueMs > untilMs) return undefined;
    this.#takenDueMs = agendaDueMs;
    if (this.#ring.size === 0) this.#ringDueMs = agendaDueMs;
    const slot = this.#agenda.firstSlot;
    this.#agenda.removeFirst();
    return this.#release(slot);
  }

  #takeFromRing(untilMs: number): T | undefined {
    if (this.#ringDueMs > untilMs) return undefined;
    this.#takenDueMs = this.#ringDueMs;
    const slot = this.#ring.first;
    this.#ring.removeFirst();
    if (slot >= 0) return this.#release(slot);
    this.#size--;
    return slot as T;
  }

  #isRingFirst(agendaDueMs: number): boolean {
    return this.#ring.size > 0 && this.#ringDueMs < agendaDueMs;
  }

  /** Cancels all items. */
  clear(): void {
    const discard = (slot: number): boolean => {
      if (slot < 0) return false;
      if (this.#slots.isLive(slot)) this.#slots.cancel(slot);
      this.#slots.drop(slot);
      return false;
    };
    this.#agenda.retain(discard);
    this.#ring.retain(discard);
    this.#size = 0;
  }

  /** Gives back the room that past items have taken, if no item is left. */
  shrink(): void {
    if (this.size > 0) return;
    const slots = this.#slots.successor();
    if (slots === this.#slots) return;
    this.#slots = slots;
    this.#agenda = new Agenda(slots, this.#foresee);
    this.#ring = new Ring();
  }

  #release(slot: number): T {
    const item = this.#slots.vacate(slot);
    this.#slots.release(slot);
    this.#size--;
    return item;
  }

  /** Drops the items that are not to be taken before the first live one, of the agenda and of the ring. */
  #dropDead(): void {
    while (this.#mayBeDead && this.#agenda.firstDueMs !== Infinity) {
      const slot = this.#agenda.firstSlot;
      if (this.#isLive(slot)) break;
      this.#agenda.removeFirst();
      this.#slots.drop(slot);
    }
    while (this.#mayBeDead && this.#ring.size > 0) {
      const slot = this.#ring.first;
      if (slot < 0 || this.#isLive(slot)) break;
      this.#ring.removeFirst();
      this.#slots.drop(slot);
    }
  }

  /** Whether there may be items in the queue that are not to be taken. */
  get #mayBeDead(): boolean {
    return this.#slots.cancelled > 0 || this.#isVoid !== undefined;
  }

  #isLive(slot: number): boolean {
    if (this.#isVoid !== undefined) this.#cancelIfVoid(slot, this.#isVoid);
    return this.#slots.isLive(slot);
  }

  #cancelIfVoid(slot: number, isVoid: (own: number) => boolean): void {
    if (!this.#slots.isOwn(slot) || !isVoid(slot)) return;
    this.#slots.cancel(slot);
    this.#size--;
  }

  #cancelVoid(isVoid: (own: number) => boolean): void {
    this.#isVoid = undefined;
    this.#revocations = 0;
    for (let slot = 0; slot < this.#slots.count; slot++) this.#cancelIfVoid(slot, isVoid);
    this.#compactIfWorthIt();
  }

  #compactIfWorthIt(): void {
    const { cancelled } = this.#slots;
    if (cancelled >= COMPACTION_MIN && cancelled > this.#size) this.#compact();
  }

  #compact(): void {
    const keep = (slot: number): boolean => {
      if (slot < 0) return true;
      const isLive = this.#slots.isLive(slot);
      if (!isLive) this.#slots.drop(slot);
      return isLive;
    };
    this.#agenda.retain(keep);
    this.#ring.retain(keep);
  }
}
