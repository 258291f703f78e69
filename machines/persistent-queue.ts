/**
 * First come, first served, in values that are never changed: each operation makes another queue, which
 * shares all but a few items with the one before. `pushed`, `shifted` and `unshifted` copy O(1) items,
 * amortised: at most 2 * CHUNK of the ends, and as much again of the chunks between them for one in CHUNK.
 *
 * What has no more items than a chunk is all in `front`, so that short queues of the same items are equal in
 * structure, however they came about: a checker takes them for one. Longer ones may differ.
 *
 * @see C. Okasaki, Purely Functional Data Structures, 1998, section 10.1: structural decomposition
 * @example
 * ```ts
 * const line = pushed(queueOf(['ann', 'bob']), ['cleo']);
 * itemsOf(shifted(line)); // ['bob', 'cleo']
 * itemsOf(withoutItem(line, 'bob')); // ['ann', 'cleo']
 * ```
 */
export interface PersistentQueue<T> {
  readonly length: number;
  /** The first of them; none only when there are none at all. */
  readonly front: readonly T[];
  /** Chunks, full but for those of which items were left out. */
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

/** The first of them of which something is true: O(n). */
export function firstWhere<T>(queue: PersistentQueue<T>, is: (item: T) => boolean): T | undefined {
  const { front, middle, back } = queue;
  const inFront = front.find(is);
  if (inFront !== undefined) return inFront;
  const chunk = middle && firstWhere(middle, (items) => items.some(is));
  return (chunk ?? back).find(is);
}

/** The queue without an item that it has: to find it takes O(n), and to leave it out copies O(log n) chunks. */
export function withoutItem<T>(queue: PersistentQueue<T>, item: T): PersistentQueue<T> {
  return exchanged(queue, item, []);
}

/** All of them in their order: O(n). */
export function itemsOf<T>({ front, middle, back }: PersistentQueue<T>): readonly T[] {
  if (middle === undefined && back.length === 0) return front;
  const chunks = middle === undefined ? [] : itemsOf(middle);
  return [front, ...chunks, back].flat();
}

/** With none or one item in the place of one that it has. */
function exchanged<T>(
  queue: PersistentQueue<T>,
  item: T,
  by: readonly [] | readonly [T],
): PersistentQueue<T> {
  const length = queue.length - 1 + by.length;
  const exchange = (items: readonly T[]) => {
    const at = items.indexOf(item);
    return [...items.slice(0, at), ...by, ...items.slice(at + 1)];
  };
  if (length <= CHUNK) return short(exchange(itemsOf(queue)));
  const { front, middle, back } = queue;
  if (front.includes(item)) {
    const isEmptied = front.length === 1 && by.length === 0;
    return isEmptied ? shifted(queue) : { length, front: exchange(front), middle, back };
  }
  const chunk = middle && firstWhere(middle, (items) => items.includes(item));
  if (middle === undefined || chunk === undefined) {
    return { length, front, middle, back: exchange(back) };
  }
  const left = exchange(chunk);
  const rest = exchanged(middle, chunk, left.length === 0 ? [] : [left]);
  return { length, front, middle: rest, back };
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
