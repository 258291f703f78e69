import { distance } from 'fastest-levenshtein';

/**
 * The known word that is fewest edits (insert, delete, replace) away from a misspelt one.
 *
 * @returns undefined when none is near: when more than a third of the letters differ
 * @example
 * nearest('hvie', ['hive', 'queue']); // 'hive'
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, edits: distance(word, candidate) }))
    .filter(({ candidate, edits }) => edits <= Math.max(2, candidate.length / 3))
    .sort((left, right) => left.edits - right.edits);
  return best?.candidate;
}
