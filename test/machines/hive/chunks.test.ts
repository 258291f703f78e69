import fc from 'fast-check';
import { expect, test } from 'vitest';
import { added, type Chunks, countOf } from '../../../machines/hive/chunks.ts';

const grown = (lists: readonly number[][]) => lists.reduce<Chunks<number>>(added, []);

test('chunks hold what was added, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat())), (lists) => {
      const chunks = grown(lists);
      expect(chunks.flat()).toEqual(lists.flat());
      expect(countOf(chunks)).toBe(lists.flat().length);
    }),
  );
});

test('a thousand that are added one by one are in no more than ten chunks', () => {
  for (let count = 0; count < 1_000; count += 37) {
    expect(grown(Array.from({ length: count }, (_, nth) => [nth])).length).toBeLessThanOrEqual(10);
  }
});

test('what it was before is left as it was', () => {
  const before = grown([[1], [2], [3]]);
  const [one, other] = [added(before, [4]), added(before, [5])];
  expect([before, one, other].map((chunks) => chunks.flat())).toEqual([
    [1, 2, 3],
    [1, 2, 3, 4],
    [1, 2, 3, 5],
  ]);
});
