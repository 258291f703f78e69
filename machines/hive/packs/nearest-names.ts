import { distance } from 'fastest-levenshtein';

/**
 * The known names that are fewest edits (insert, delete, replace) away from a name, nearest
 * first, ties in the order given; at most `count`, and none that shares nothing with it.
 *
 * @example
 * nearestNames('fofa', ['foaf', 'skos']); // ['foaf']
 */
export function nearestNames(name: string, known: readonly string[], count = 3): string[] {
  return known
    .map((candidate) => ({ candidate, edits: distance(name, candidate) }))
    .filter(({ candidate, edits }) => edits < Math.max(name.length, candidate.length))
    .sort((left, right) => left.edits - right.edits)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
