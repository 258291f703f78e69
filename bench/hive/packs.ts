import { knowledgeOf, type Pack, readPacks } from 'statehive/machines';

const vocabularies = readPacks('vocabularies');

/** The first packs of the vocabularies that come with the package; there are 66. */
export function firstPacks(count: number): readonly Pack[] {
  const packs = vocabularies.slice(0, count);
  if (packs.length === count) return packs;
  throw new RangeError(`There are ${packs.length} packs, not ${count}.`);
}

/** What a hive over some packs knows, with the hive simulation's defaults. */
export function knowledgeOver(
  packs: readonly Pack[],
  detection: 'hashed' | 'pairwise' = 'hashed',
): ReturnType<typeof knowledgeOf> {
  return knowledgeOf({ packs, detection, strategy: 'union', rules: {}, quorum: 'weighted' });
}
