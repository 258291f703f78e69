import { knowledgeOf, type Pack, readPacks } from 'statehive/machines';

const vocabularies = readPacks('vocabularies');

/** The first packs of the vocabularies that come with the package; there are 66. */
export function firstPacks(count: number): readonly Pack[] {
  const packs = vocabularies.slice(0, count);
  if (packs.length === count) return packs;
  throw new RangeError(`There are ${packs.length} packs, not ${count}.`);
}

/** The first packs, and twice the same under other names and namespaces. */
export function packsThrice(count: number): readonly Pack[] {
  const packs = firstPacks(count);
  const renamed = (suffix: string) =>
    packs.map(({ name, namespace, ...pack }) => ({
      ...pack,
      name: `${name}-${suffix}`,
      namespace: namespace === null ? null : `${namespace}${suffix}#`,
    }));
  return [...packs, ...renamed('second'), ...renamed('third')];
}

/** What a hive over some packs knows, with the hive simulation's defaults. */
export function knowledgeOver(
  packs: readonly Pack[],
  detection: 'hashed' | 'pairwise' = 'hashed',
): ReturnType<typeof knowledgeOf> {
  return knowledgeOf({ packs, detection, strategy: 'union', rules: {}, quorum: 'weighted' });
}
