/**
 * Some of the numbers from 0 on, in a set that is never changed: a bit for each of them. Adding one
 * copies 1/30 of a word for each that there might be, so that a set of thousands is copied in no time.
 */
export type IndexSet = readonly number[];

/** V8 keeps a number of so many bits without an object of its own. */
const BITS = 30;
const FULL = 2 ** BITS - 1;

/** None of the numbers below `size`. */
export function emptySet(size: number): IndexSet {
  return new Array<number>(Math.ceil(size / BITS)).fill(0);
}

/** The set and one more number, below its size. */
export function including(set: IndexSet, index: number): IndexSet {
  const word = Math.floor(index / BITS);
  return set.with(word, set[word]! | (1 << (index % BITS)));
}

/** The set without a number, below its size. */
export function excluding(set: IndexSet, index: number): IndexSet {
  const word = Math.floor(index / BITS);
  return set.with(word, set[word]! & ~(1 << (index % BITS)));
}

/** The smallest number in the set; undefined when it is empty. */
export function firstIn(set: IndexSet): number | undefined {
  const word = set.findIndex((bits) => bits !== 0);
  if (word < 0) return undefined;
  const bits = set[word]!;
  return BITS * word + 31 - Math.clz32(bits & -bits);
}

export function isIn(set: IndexSet, index: number): boolean {
  return ((set[Math.floor(index / BITS)] ?? 0) & (1 << (index % BITS))) !== 0;
}

/** Whether all numbers below `size` are in the set. */
export function isFull(set: IndexSet, size: number): boolean {
  const last = FULL >>> (BITS * set.length - size);
  return set.every((word, at) => word === (at === set.length - 1 ? last : FULL));
}

/** The numbers in the set, the smallest first. */
export function indicesOf(set: IndexSet): number[] {
  const indices: number[] = [];
  for (let index = 0; index < BITS * set.length; index++) if (isIn(set, index)) indices.push(index);
  return indices;
}
