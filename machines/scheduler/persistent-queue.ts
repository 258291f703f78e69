/**
 * First come, first served, in values that are never changed: each operation makes another queue, which
 * shares all but a few items with the one before. `pushed`, `shifted` and `unshifted` copy O(1) items,
 * amortised: at most 2 * CHUNK of the ends, and as much again of the chunks between them for one in CHUNK.
 *
 * What has no more items than a chunk is all in `front`, so that short queues of the same items are equal in
 * structure, however they came about: a checker takes them for one. Longer ones may differ.
 *
 * @see C. Okasaki, Purely Functional Data Structures, 1998, section 10.1: structural decomposition
 */
export interface PersistentQueue<T> {
  readonly length: number;
  /** The first of them; none only when there are none at all. */
  readonly front: readonly T[];
  /** Full chunks. */
  readonly middle: PersistentQueue<readonly T[]> | undefined;
  /** The last of them. */
  readonly back: readonly T[];
}

/** How many items are copied at once at most. */
export const CHUNK = 16;

export function queueOf<T>(items: readonly T[]): PersistentQueue<T> {
  return pushed({ length: 0, front: [], middle: undefined, back: [] }, items);
}

/** The queue and some more at its end. */
export function pushed<T>(queue: PersistentQueue<T>, items: readonly T[]): PersistentQueue<T> {
  if (items.length === 0) return queue;
  const length = queue.length + items.length;
  if (length <= CHUNK) return short([...queue.front, ...items]);
  const front = queue.length === 0 ? items.slice(0, CHUNK) : queue.front;
  const behind = queue.length === 0 ? items.slice(CHUNK) : [...queue.back, ...items];
  const chunks: (readonly T[])[] = [];
  // The last one stays apart, full or not, for others to join it.
  for (let at = 0; at + CHUNK < behind.length; at += CHUNK)
    chunks.push(behind.slice(at, at + CHUNK));
  const back = behind.slice(CHUNK * chunks.length);
  return { length, front, middle: joined(queue.middle, chunks), back };
}

/** The queue without its first item. */
export function shifted<T>(queue: PersistentQueue<T>): PersistentQueue<T> {
  const { length, front, middle, back } = queue;
  if (length <= CHUNK + 1) return short(itemsOf(queue).slice(1));
  if (front.length > 1) return { length: length - 1, front: front.slice(1), middle, back };
  // There are more than a chunk of them left, and `back` holds no more than one.
  const [first] = middle!.front;
  const rest = middle!.length === 1 ? undefined : shifted(middle!);
  return { length: length - 1, front: first!, middle: rest, back };
}

/** The queue and one more, which goes first. */
export function unshifted<T>(queue: PersistentQueue<T>, item: T): PersistentQueue<T> {
  const { length, front, middle, back } = queue;
  if (front.length < CHUNK) return { length: length + 1, front: [item, ...front], middle, back };
  const rest = middle === undefined ? queueOf([front]) : unshifted(middle, front);
  return { length: length + 1, front: [item], middle: rest, back };
}

/** All of them in their order: O(n). */
export function itemsOf<T>({ front, middle, back }: PersistentQueue<T>): readonly T[] {
  if (middle === undefined && back.length === 0) return front;
  const chunks = middle === undefined ? [] : itemsOf(middle);
  return [front, ...chunks, back].flat();
}

function short<T>(front: readonly T[]): PersistentQueue<T> {
  return { length: front.length, front, middle: undefined, back: [] };
}

function joined<T>(
  middle: PersistentQueue<readonly T[]> | undefined,
  chunks: readonly (readonly T[])[],
): PersistentQueue<readonly T[]> | undefined {
  if (chunks.length === 0) return middle;
  return middle === undefined ? queueOf(chunks) : pushed(middle, chunks);
}
