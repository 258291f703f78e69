/**
 * A snapshot cell between threads: one writer, many readers, no waiting on either side.
 *
 * The algorithm is Anonymous Readers Counting. For N readers there are N + 2 slots. One word says
 * which slot is current and, beside it, how many readers have come to it. A reader that finds
 * itself still at the current slot is done after one atomic load; else it leaves its slot by
 * adding one to the slot's count of readers that left, and comes to the current one by adding one
 * to the word, which in the same instant tells it the slot. The writer takes a slot that is not
 * current and that as many have left as came to it: there always is one, since each reader holds
 * one slot at most. It writes there, exchanges the word, and notes how many came to the slot before.
 *
 * So a reader takes at most three atomic steps, and what it reads stays as it is until it reads
 * again: it is never torn. The versions that it sees never go back, for the word is one atomic
 * variable.
 *
 * @see M. Ianni, A. Pellegrini, F. Quaglia, A wait-free multi-word atomic (1,N) register for
 * large-scale data sharing on multi-core machines, IEEE CLUSTER 2017; with proof
 */

/** How big a cell is. */
export interface SharedSnapshotOptions {
  /** How many readers there may be at a time, 1 to 32,000. */
  readonly readers: number;
  /** The length of a value, bytes, at least 1. */
  readonly bytes: number;
}

/** Makes what a slot's bytes are looked at through, as `new Int32Array(memory, at, bytes / 4)`. */
export type ViewOf<T> = (memory: SharedArrayBuffer, at: number, bytes: number) => T;

/** The words of a cell's memory, and where its slots are. */
export interface Layout {
  /** Word 0: the current slot in the upper half, how many readers came to it in the lower. */
  readonly words: Int32Array;
  readonly readers: number;
  readonly slots: number;
  /** The version in each slot. */
  readonly versions: Float64Array;
  /** Where a slot's bytes begin. */
  slotAt(slot: number): number;
  readonly bytes: number;
}

/** The word that says which slot is current. */
export const CURRENT = 0;
const READERS = 1;
const BYTES = 2;
const READERS_MAX = 32_000;
/** A line of the processor's cache: what different threads write must not share one. */
const LINE_BYTES = 64;
const LINE_WORDS = LINE_BYTES / Int32Array.BYTES_PER_ELEMENT;

/**
 * Allocates a cell: all bytes 0, version 0. Give it to worker threads as it is.
 *
 * @throws RangeError when a number is out of its range
 */
export function createSharedSnapshot({ readers, bytes }: SharedSnapshotOptions): SharedArrayBuffer {
  if (!(Number.isInteger(readers) && readers >= 1 && readers <= READERS_MAX)) {
    throw new RangeError(`A shared snapshot has 1 to ${READERS_MAX} readers, not ${readers}.`);
  }
  if (!(Number.isInteger(bytes) && bytes >= 1)) {
    throw new RangeError(`A shared snapshot has a whole number of bytes >= 1, not ${bytes}.`);
  }
  const slots = readers + 2;
  const memory = new SharedArrayBuffer(slotsAt(slots) + slots * strideOf(bytes));
  const words = new Int32Array(memory);
  words[READERS] = readers;
  words[BYTES] = bytes;
  return memory;
}

/** Finds its way in the memory of a cell. */
export function layoutOf(memory: SharedArrayBuffer): Layout {
  const words = new Int32Array(memory);
  const readers = words[READERS]!;
  const bytes = words[BYTES]!;
  const slots = readers + 2;
  const [first, stride] = [slotsAt(slots), strideOf(bytes)];
  return {
    words,
    readers,
    slots,
    versions: new Float64Array(memory, versionsAt(slots), slots),
    slotAt: (slot) => first + slot * stride,
    bytes,
  };
}

/** The word that counts how many readers have left a slot. */
export function leftOf(slot: number): number {
  return LINE_WORDS * (1 + slot);
}

/** The word that says how many readers came to a slot while it was current; only the writer's. */
export function cameOf(slot: number): number {
  return leftOf(slot) + 1;
}

/** The word that says which slot a reader holds, plus one; 0 when it has not read yet. */
export function heldOf(reader: number, slots: number): number {
  return LINE_WORDS * (1 + slots + reader);
}

function versionsAt(slots: number): number {
  const readers = slots - 2;
  return LINE_BYTES * (1 + slots + readers);
}

function slotsAt(slots: number): number {
  return versionsAt(slots) + strideOf(slots * Float64Array.BYTES_PER_ELEMENT);
}

function strideOf(bytes: number): number {
  return Math.ceil(bytes / LINE_BYTES) * LINE_BYTES;
}
