import type { Ruling } from './configuration.ts';

/** What becomes of one pack's definition of a term; `ruling` is what made it so. */
export type Fate =
  | { readonly fate: 'kept'; readonly ruling: null }
  | { readonly fate: 'renamed'; readonly ruling: Ruling }
  | { readonly fate: 'merged' | 'replaced'; readonly into: string; readonly ruling: Ruling }
  | { readonly fate: 'excluded'; readonly ruling: Ruling | null };

/**
 * Settles one term (a class name, or a property name) among all the packs that define it.
 *
 * Three packs give three conflicts, whose decisions may disagree. They count in this order,
 * each step in the canonical order of conflicts, so that every mix of votes ends:
 *
 * 1. `exclude`: both definitions leave.
 * 2. `keep-first`, `keep-second`: where both still stand, one gives way. A definition that
 *    has left drops no other, so a circle of preferences still leaves a winner.
 * 3. `merge`: definitions that still stand join, also through one another (a with b, b with
 *    c); the earliest pack's stands for all.
 * 4. `keep-both`: those still standing apart are qualified by their prefixes.
 *
 * Afterwards no two packs hold it in conflict: any two that both stand apart had a conflict,
 * and what was decided on it can only have been `keep-both`.
 *
 * @param definers - names of packs, in the order of the list
 * @returns a fate for each definer
 */
export function termFates(
  definers: readonly string[],
  rulings: readonly Ruling[],
): Map<string, Fate> {
  const fates = new Map<string, Fate>(
    definers.map((name) => [name, { fate: 'kept', ruling: null }]),
  );
  const of = (resolution: string): Ruling[] =>
    rulings.filter(({ decision }) => decision.resolution === resolution);
  exclude(of('exclude'), fates);
  choose(rulings, fates);
  merge(of('merge'), definers, fates);
  qualify(of('keep-both'), fates);
  return fates;
}

/** The pack that holds the definition standing for `name`'s, or `null` if none does; no fate is `kept`. */
export function holderOf(name: string, fates: ReadonlyMap<string, Fate>): string | null {
  const fate = fates.get(name);
  if (fate?.fate === 'excluded') return null;
  return fate !== undefined && 'into' in fate ? holderOf(fate.into, fates) : name;
}

type Fates = Map<string, Fate>;

const stands = (name: string, fates: Fates): boolean => fates.get(name)?.fate === 'kept';

function exclude(rulings: readonly Ruling[], fates: Fates): void {
  for (const ruling of rulings) {
    for (const { name } of [ruling.conflict.a, ruling.conflict.b]) {
      if (stands(name, fates)) fates.set(name, { fate: 'excluded', ruling });
    }
  }
}

function choose(rulings: readonly Ruling[], fates: Fates): void {
  for (const ruling of rulings) {
    const [a, b] = [ruling.conflict.a.name, ruling.conflict.b.name];
    if (!stands(a, fates) || !stands(b, fates)) continue;
    const { resolution } = ruling.decision;
    if (resolution === 'keep-first') fates.set(b, { fate: 'replaced', into: a, ruling });
    if (resolution === 'keep-second') fates.set(a, { fate: 'replaced', into: b, ruling });
  }
}

function merge(rulings: readonly Ruling[], definers: readonly string[], fates: Fates): void {
  const rank = (name: string): number => definers.indexOf(name);
  const live = rulings.filter(
    ({ conflict: { a, b } }) => stands(a.name, fates) && stands(b.name, fates),
  );
  for (const ruling of live) {
    const ends = [ruling.conflict.a.name, ruling.conflict.b.name] as const;
    const owners = ends.map((name) => holderOf(name, fates)!);
    const [owner, other] = owners.sort((left, right) => rank(left) - rank(right));
    if (owner !== other) fates.set(other!, { fate: 'merged', into: owner!, ruling });
  }
}

function qualify(rulings: readonly Ruling[], fates: Fates): void {
  const apart = rulings.flatMap((ruling) => {
    const [a, b] = [ruling.conflict.a.name, ruling.conflict.b.name];
    return stands(a, fates) && stands(b, fates) ? [[a, ruling] as const, [b, ruling] as const] : [];
  });
  for (const [name, ruling] of apart) {
    if (stands(name, fates)) fates.set(name, { fate: 'renamed', ruling });
  }
}
