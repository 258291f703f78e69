import type { Pack } from '../packs/pack.ts';
import type { HashSlice } from './detect-hashed.ts';
import type { PairSlice } from './detect-pairwise.ts';
import { pairsBetween, pairsOf } from './pairs.ts';

/** The names a pack defines, and its own. */
const namesIn = (pack: Pack): number => pack.classes.length + pack.properties.length + 1;

/** How many names a pairwise detection looks up: for each pair those of the smaller pack. */
export function lookupsPairwise(packs: readonly Pack[], slice: PairSlice = {}): number {
  const { from = 0, to = pairsOf(packs.length) } = slice;
  let lookups = 0;
  for (const [i, j] of pairsBetween(packs.length, from, to)) {
    lookups += Math.min(namesIn(packs[i]!), namesIn(packs[j]!));
  }
  return lookups;
}

/** How many names a hashed detection looks up: each once, an even share of them in each bucket. */
export function lookupsHashed(packs: readonly Pack[], { of }: HashSlice): number {
  return packs.reduce((sum, pack) => sum + namesIn(pack), 0) / of;
}
