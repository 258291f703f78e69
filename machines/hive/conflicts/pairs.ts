/** Positions of two packs in a list, the smaller first. */
export type Pair = readonly [number, number];

/** How many pairs `n` packs make: n (n - 1) / 2. */
export function pairsOf(n: number): number {
  // Zero packs would otherwise make -0 pairs.
  return n < 2 ? 0 : (n * (n - 1)) / 2;
}

/**
 * The pairs of `n` packs from index `from` up to, not including, index `to`, in the order
 * (0,1) (0,2) … (0,n-1) (1,2) … .
 *
 * @throws RangeError unless 0 <= from <= to <= pairsOf(n)
 * @example
 * [...pairsBetween(3, 1, 3)]; // [[0, 2], [1, 2]]
 */
export function* pairsBetween(n: number, from: number, to: number): Generator<Pair> {
  const whole = Number.isInteger(from) && Number.isInteger(to);
  if (!whole || from < 0 || to > pairsOf(n) || from > to) {
    throw new RangeError(
      `slice ${from}..${to} is not within 0..${pairsOf(n)}, the pairs of ${n} packs`,
    );
  }
  let first = 0;
  let second = from + 1;
  while (from < to && second >= n) {
    first += 1;
    second = second - n + first + 1;
  }
  for (let index = from; index < to; index += 1) {
    yield [first, second];
    second += 1;
    if (second === n) {
      first += 1;
      second = first + 1;
    }
  }
}

/** Part `part` (from 0) of `total` things shared out as evenly as integers allow among `parts`. */
export function evenShare(
  total: number,
  part: number,
  parts: number,
): { from: number; to: number } {
  return {
    from: Math.floor((part * total) / parts),
    to: Math.floor(((part + 1) * total) / parts),
  };
}
