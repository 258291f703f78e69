/** A copy of an array of at least another length, filled up with zeros. */
export function grown(array: Int32Array, length: number): Int32Array {
  if (length <= array.length) return array;
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}

/**
 * How long an array is to be next that has become too short. Copies cost more than room does that is never
 * written to, which takes no memory, until it is a great deal.
 */
export function roomier(length: number): number {
  return length < 2 ** 24 ? 4 * length : 2 * length;
}
