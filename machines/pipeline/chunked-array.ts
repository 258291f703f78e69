/**
 * An array that is never changed, in chunks: to replace an item copies its chunk and the list of chunks, which
 * for 10,000 items is 1/45 of what they are.
 */
export type ChunkedArray<T> = readonly (readonly T[])[];

const CHUNK = 64;

export function chunkedArray<T>(items: readonly T[]): ChunkedArray<T> {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, nth) =>
    items.slice(CHUNK * nth, CHUNK * (nth + 1)),
  );
}

/** @param index - of one that there is */
export function itemAt<T>(array: ChunkedArray<T>, index: number): T {
  return array[Math.floor(index / CHUNK)]![index % CHUNK]!;
}

export function withItem<T>(array: ChunkedArray<T>, index: number, item: T): ChunkedArray<T> {
  const chunk = Math.floor(index / CHUNK);
  return array.with(chunk, array[chunk]!.with(index % CHUNK, item));
}
