import type { Member } from './compose-packs.ts';
import type { SettledTerm } from './compose-terms.ts';
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
  for (const { properties } of members.values()) {
    for (const [name, property] of properties) {
      const range = property.range === null ? undefined : moved.get(property.range);
      if (range !== undefined) properties.set(name, { ...property, range });
    }
  }
}

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
  for (const { name, definers, fates } of classes) {
    for (const pack of definers) {
      const { origin } = members.get(pack)!;
      const holder = holderOf(pack, fates);
      const namespace = holder === null ? null : members.get(holder)!.namespace;
      if (origin !== null && namespace !== null) yield [origin + name, namespace + name];
    }
  }
}
