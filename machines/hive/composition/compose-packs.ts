import type { Pack } from '../packs/pack.ts';
import type { Change, Ruling } from './configuration.ts';
import { Member } from './member.ts';

/**
 * Drops the references that lose a version mismatch and makes the others of each name one
 * pack, in the order of their first standing references.
 *
 * `exclude` counts first. Then, in canonical order, each choice between two references that
 * both still stand drops one, so whatever the votes, no mismatch is left. References that
 * agree in pairs but not all together (`1 || 2`, `2 || 3`, `1 || 3`) give way to the earlier.
 *
 * @returns the packs by name, and the positions of the references that were lost
 */
export function standingMembers(
  packs: readonly Pack[],
  rulings: readonly Ruling[],
  changes: Change[],
): { members: Map<string, Member>; lost: ReadonlySet<number> } {
  const lost = losingReferences(packs, rulings, changes);
  const members = new Map<string, Member>();
  packs.forEach((pack, position) => {
    if (lost.has(position)) return;
    const member = members.get(pack.name);
    if (member === undefined) members.set(pack.name, new Member(pack));
    else if (!member.absorb(pack)) {
      lost.add(position);
      changes.push(excludedPack(pack, null));
    }
  });
  return { members, lost };
}

/** The change that says a pack, or one reference to it, was left out. */
export function excludedPack(
  { name, version }: Pick<Pack, 'name' | 'version'>,
  ruling: Ruling | null,
): Change {
  return {
    what: 'pack',
    pack: name,
    from: version,
    to: null,
    change: 'excluded',
    into: null,
    settles: ruling?.conflict.key ?? null,
    by: ruling?.decision.by ?? 'strategy',
  };
}

function losingReferences(
  packs: readonly Pack[],
  rulings: readonly Ruling[],
  changes: Change[],
): Set<number> {
  const lost = new Set<number>();
  const lose = (position: number, ruling: Ruling): void => {
    if (lost.has(position)) return;
    lost.add(position);
    changes.push(excludedPack(packs[position]!, ruling));
  };
  const exclusions = rulings.filter(({ decision }) => decision.resolution === 'exclude');
  for (const ruling of exclusions) {
    lose(ruling.conflict.a.position, ruling);
    lose(ruling.conflict.b.position, ruling);
  }
  for (const ruling of rulings) {
    const { a, b } = ruling.conflict;
    if (lost.has(a.position) || lost.has(b.position)) continue;
    lose(ruling.decision.resolution === 'keep-first' ? b.position : a.position, ruling);
  }
  return lost;
}
