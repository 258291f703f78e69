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
  const isAnyMoved = classes.length > 0 || [...members.values()].some(isElsewhere);
  const moved = isAnyMoved ? movedClasses(members, classes) : new Map<string, string>();
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
  const moved = new Map<string, string>();
  const stays = new Set<string>();
  for (const [from, to] of classIris(members, classes)) {
    if (from === to) stays.add(from);
    else if (!moved.has(from)) moved.set(from, to);
  }
  // Two packs of one namespace name a class by one IRI: it stays with the pack that kept it.
  for (const iri of stays) moved.delete(iri);
  return moved;
}

function* classIris(
  members: ReadonlyMap<string, Member>,
  classes: readonly SettledTerm[],
): Generator<[string, string]> {
  const fatesOf = new Map(classes.map(({ name, fates }) => [name, fates]));
  for (const [name, definers] of definersOf(members, 'class')) {
    const fates = fatesOf.get(name);
    for (const pack of definers) {
      const { origin } = members.get(pack)!;
      const holder = fates === undefined ? pack : holderOf(pack, fates);
      const namespace = holder === null ? null : members.get(holder)!.namespace;
      if (origin !== null && namespace !== null) yield [origin + name, namespace + name];
    }
  }
}
