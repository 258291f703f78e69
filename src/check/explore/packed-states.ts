import type { Layout } from './layout.ts';

/** No state came before. */
export const NO_PARENT = -1;

/** The states on the way to one, from a first one on. */
export function statesTo(state: number, parents: Int32Array): number[] {
  const states: number[] = [];
  for (let at = state; at !== NO_PARENT; at = parents[at]!) states.unshift(at);
  return states;
}

/**
 * States packed anew, in another layout: where they are if they take as many words.
 *
 * @param capacity - for how many there is to be room
 */
export function repacked(
  { keys, size }: { readonly keys: Int32Array; readonly size: number },
  capacity: number,
  before: Layout,
  after: Layout,
): Int32Array {
  const values = new Int32Array(after.count);
  const packed = after.words === before.words ? keys : new Int32Array(capacity * after.words);
  for (let state = 0; state < size; state++) {
    before.unpack(keys, state * before.words, values);
    after.pack(values, packed, state * after.words);
  }
  return packed;
}
