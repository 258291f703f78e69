/**
 * Ids in sets that are never changed, each larger than all that come after it. To add n of them one by one
 * copies O(n log n) in all, where adding to one set that is never changed copies O(n²).
 */
export type KnownIds = readonly ReadonlySet<string>[];

/** Those that are known, and some more that are not. */
export function withIds(known: KnownIds, ids: readonly string[]): KnownIds {
  if (ids.length === 0) return known;
  const all = [...known];
  let last: ReadonlySet<string> = new Set(ids);
  while (all.length > 0 && all.at(-1)!.size <= last.size) last = new Set([...all.pop()!, ...last]);
  return [...all, last];
}

export function isKnown(known: KnownIds, id: string): boolean {
  return known.some((ids) => ids.has(id));
}
