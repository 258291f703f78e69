/**
 * The known names that are fewest edits (insert, delete, replace) away from a name, nearest
 * first, ties in the order given; at most `count`, and none that shares nothing with it.
 *
 * @example
 * nearestNames('fofa', ['foaf', 'skos']); // ['foaf']
 */
export function nearestNames(name: string, known: readonly string[], count = 3): string[] {
  return known
    .map((candidate) => ({ candidate, edits: editsBetween(name, candidate) }))
    .filter(({ candidate, edits }) => edits < Math.max(name.length, candidate.length))
    .sort((left, right) => left.edits - right.edits)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

function editsBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = row[j - 1]! + Number(from[i - 1] !== to[j - 1]);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
