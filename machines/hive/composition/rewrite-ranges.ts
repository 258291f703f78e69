import { definersOf, type SettledTerm } from './compose-terms.ts';
import type { Member } from './member.ts';
import { holderOf } from './term-fates.ts';

/**
 * Points property ranges at what now stands for the class they name: the definition it was
 * merged into or gave way to, or the derived namespace its pack moved to. A class that was
 * only qualified keeps its IRI, and an excluded one is left as a reference to outside.
 *
 * Equal ranges stay equal, so this makes no property conflict.
 */
export function rewriteRanges(
  members: ReadonlyMap<string, Member>,
  classes: readonly SettledTerm[],
): void {
  const moved = movedClasses(members, classes);
  if (moved.size === 0) return;
  for (const member of members.values()) {
    for (const property of member.properties) {
      const range = property.range === null ? undefined : moved.get(property.range);
      if (range !== undefined) member.replaceProperty({ ...property, range });
    }
  }
}

const isElsewhere = ({ origin, namespace }: Member): boolean => origin !== namespace;

function movedClasses(
  members: ReadonlyMap<string, Member>,
  classes: readonly SettledTerm[],
): Map<string, string> {
  const fatesOf = new Map(classes.map(({ name, fates }) => [name, fates]));
  const isAnyElsewhere = [...members.values()].some(isElsewhere);
  const moved = new Map<string, string>();
  for (const [from, to] of classIris(
    members,
    fatesOf,
    (name) => isAnyElsewhere || fatesOf.has(name),
  )) {
    if (from !== to && !moved.has(from)) moved.set(from, to);
  }
  if (moved.size === 0) return moved;
  // Two packs of one namespace name a class by one IRI: it stays with the pack that kept it.
  for (const [from, to] of classIris(members, fatesOf, () => true))
    if (from === to) moved.delete(from);
  return moved;
}

function* classIris(
  members: ReadonlyMap<string, Member>,
  fatesOf: ReadonlyMap<string, SettledTerm['fates']>,
  isAsked: (name: string) => boolean,
): Generator<[string, string]> {
  for (const [name, definers] of definersOf(members, 'class', isAsked)) {
    const fates = fatesOf.get(name);
    for (const pack of definers) {
      const { origin } = members.get(pack)!;
      const holder = fates === undefined ? pack : holderOf(pack, fates);
      const namespace = holder === null ? null : members.get(holder)!.namespace;
      if (origin !== null && namespace !== null) yield [origin + name, namespace + name];
    }
  }
}
