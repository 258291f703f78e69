import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  emptySet,
  excluding,
  firstIn,
  including,
  indicesOf,
  isFull,
  isIn,
} from '../../machines/index-set.ts';

const SIZE = 70;
const indices = fc.array(fc.integer({ min: 0, max: SIZE - 1 }));
const setOf = (members: readonly number[]) => members.reduce(including, emptySet(SIZE));

test('a set holds what was added to it, in order and once each', () => {
  fc.assert(
    fc.property(indices, (members) => {
      const set = setOf(members);
      const sorted = [...new Set(members)].sort((left, right) => left - right);
      expect(indicesOf(set)).toEqual(sorted);
      for (let index = 0; index < SIZE; index++)
        expect(isIn(set, index)).toBe(sorted.includes(index));
    }),
  );
});

test('a set without a number holds the others, and tells the smallest of them', () => {
  fc.assert(
    fc.property(indices, indices, (members, gone) => {
      const set = gone.reduce(excluding, setOf(members));
      const left = indicesOf(setOf(members)).filter((each) => !gone.includes(each));
      expect(indicesOf(set)).toEqual(left);
      expect(firstIn(set)).toBe(left[0]);
    }),
  );
});

test('sets of the same numbers are equal, in whatever order these were added', () => {
  fc.assert(
    fc.property(indices, (members) => {
      expect(setOf(members.toReversed())).toEqual(setOf(members));
    }),
  );
});

test('a set is full with the last number that was missing', () => {
  for (const size of [1, 29, 30, 31, 60, 70]) {
    let set = emptySet(size);
    for (let index = 0; index < size; index++) {
      expect(isFull(set, size)).toBe(false);
      set = including(set, index);
    }
    expect(isFull(set, size)).toBe(true);
  }
});

test('a set that another was made of is as it was', () => {
  const set = including(emptySet(3), 1);
  including(set, 2);
  expect(indicesOf(set)).toEqual([1]);
});
