/** What was found where: of each site, how often it was visited, and how often there was food. */
export interface Tally {
  readonly visits: readonly number[];
  readonly finds: readonly number[];
}

export const emptyTally = (sites: number): Tally => ({
  visits: Array.from({ length: sites }, () => 0),
  finds: Array.from({ length: sites }, () => 0),
});

/** @returns undefined when it is no tally of so many sites */
export function tallyFrom(value: unknown, sites: number): Tally | undefined {
  const { visits, finds } = (value ?? {}) as Partial<Record<keyof Tally, unknown>>;
  return [visits, finds].every((counts) => areCounts(counts, sites)) ? (value as Tally) : undefined;
}

/** One more visit. */
export function visited({ visits, finds }: Tally, site: number, hasFood: boolean): Tally {
  return {
    visits: visits.with(site, visits[site]! + 1),
    finds: finds.with(site, finds[site]! + (hasFood ? 1 : 0)),
  };
}

export function sumOf(tallies: readonly Tally[], sites: number): Tally {
  return tallies.reduce(
    (sum, { visits, finds }) => ({
      visits: sum.visits.map((count, site) => count + visits[site]!),
      finds: sum.finds.map((count, site) => count + finds[site]!),
    }),
    emptyTally(sites),
  );
}

/**
 * The site to visit next, by UCB1: one that was never visited, or else the one with the highest
 * mean plus sqrt(2 ln n / n_j), where n_j of n visits were to it (P. Auer, N. Cesa-Bianchi and
 * P. Fischer, Finite-time analysis of the multiarmed bandit problem, Machine Learning 47, 2002).
 */
export function siteToVisit({ visits, finds }: Tally): number {
  const unknown = visits.indexOf(0);
  if (unknown !== -1) return unknown;
  const all = visits.reduce((sum, count) => sum + count, 0);
  const bounds = visits.map(
    (count, site) => finds[site]! / count + Math.sqrt((2 * Math.log(all)) / count),
  );
  return bounds.indexOf(Math.max(...bounds));
}

function areCounts(value: unknown, sites: number): boolean {
  return (
    Array.isArray(value) &&
    value.length === sites &&
    value.every((count) => Number.isSafeInteger(count) && count >= 0)
  );
}
