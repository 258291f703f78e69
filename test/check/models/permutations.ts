/** All orders of some values. */
export function permutationsOf<T>(values: readonly T[]): T[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((first, at) =>
    permutationsOf(values.toSpliced(at, 1)).map((rest) => [first, ...rest]),
  );
}
