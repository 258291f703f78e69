/**
 * A list that many are added to one by one, in chunks that are never changed. Adding to it n times
 * copies O(n log n) items in all, where adding to an array that is never changed copies O(n²).
 * `flat()` makes an array of it.
 */
export type Chunks<T> = readonly (readonly T[])[];

/** The list with some more at its end. A chunk is longer than all that come after it. */
export function added<T>(chunks: Chunks<T>, items: readonly T[]): Chunks<T> {
  const all = [...chunks];
  let last = items;
  while (all.length > 0 && all.at(-1)!.length <= last.length) last = all.pop()!.concat(last);
  return last.length === 0 ? chunks : [...all, last];
}

export function countOf(chunks: Chunks<unknown>): number {
  return chunks.reduce((sum, { length }) => sum + length, 0);
}
