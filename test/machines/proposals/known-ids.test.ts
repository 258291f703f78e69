import { expect, test } from 'vitest';
import { isKnown, type KnownIds, withIds } from '../../../machines/proposals/known-ids.ts';

test('n ids that are added one by one are copied n log n times in all', () => {
  let known: KnownIds = [];
  let copied = 0;
  const n = 4_096;
  for (let nth = 0; nth < n; nth++) {
    const before = new Set(known);
    known = withIds(known, [String(nth)]);
    for (const set of known) if (!before.has(set)) copied += set.size;
  }
  expect(copied).toBeLessThanOrEqual(n * Math.log2(n));
  expect(known.every(({ size }, nth) => nth === 0 || size < known[nth - 1]!.size)).toBe(true);
  for (let nth = 0; nth < n; nth++) expect(isKnown(known, String(nth))).toBe(true);
  expect(isKnown(known, String(n))).toBe(false);
});

test('what was known before is left as it was', () => {
  const before = withIds(withIds([], ['a', 'b']), ['c']);
  withIds(before, ['d', 'e', 'f']);
  expect(isKnown(before, 'd')).toBe(false);
  expect(['a', 'b', 'c'].every((id) => isKnown(before, id))).toBe(true);
});
