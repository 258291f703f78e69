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

type FatesOf = ReadonlyMap<string, SettledTerm['fates']>;

function movedClasses(
  members: ReadonlyMap<string, Member>,
  classes: readonly SettledTerm[],
): Map<string, string> {
  const fatesOf: FatesOf = new Map(classes.map(({ name, fates }) => [name, fates]));
  const isAnyElsewhere = [...members.values()].some(isElsewhere);
  const mayMove = (name: string) => isAnyElsewhere || fatesOf.has(name);
  const moved = new Map<string, string>();
  for (const [name, definers] of definersOf(members, 'class', mayMove)) {
    for (const pack of definers) {
      const { origin } = members.get(pack)!;
      const to = iriOf(pack, name, members, fatesOf);
      if (origin === null || to === null || to === origin + name) continue;
      if (!moved.has(origin + name)) moved.set(origin + name, to);
    }
  }
  // Two packs of one namespace name a class by one IRI: it stays with the pack that kept it.
  for (const iri of moved.keys()) if (isKept(iri, members, fatesOf)) moved.delete(iri);
  return moved;
}

/** What a pack's class is to be called by; `null` when nothing stands for it, or it has no namespace. */
function iriOf(
  pack: string,
  name: string,
  members: ReadonlyMap<string, Member>,
  fatesOf: FatesOf,
): string | null {
  const fates = fatesOf.get(name);
  const holder = fates === undefined ? pack : holderOf(pack, fates);
  const namespace = holder === null ? null : members.get(holder)!.namespace;
  return namespace === null ? null : namespace + name;
}

/** Whether an IRI is to be that of a class that had it before. */
function isKept(iri: string, members: ReadonlyMap<string, Member>, fatesOf: FatesOf): boolean {
  return [...members.values()].some((member) => {
    const { name: pack, origin } = member;
    if (origin === null || !iri.startsWith(origin)) return false;
    const name = iri.slice(origin.length);
    return member.hasClass(name) && iriOf(pack, name, members, fatesOf) === iri;
  });
}
