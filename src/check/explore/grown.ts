/** A copy of an array of at least another length, filled up with zeros. */
export function grown(array: Int32Array, length: number): Int32Array {
  if (length <= array.length) return array;
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}
