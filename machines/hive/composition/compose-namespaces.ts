import { excludedPack } from './compose-packs.ts';
import type { Change, Ruling } from './configuration.ts';
import type { Member } from './member.ts';

/**
 * Gives each namespace to one pack. In canonical order, where two packs still share a
 * namespace: the loser moves to one derived from it and from its own name
 * (`http://purl.org/dc/terms/` → `http://purl.org/dc/terms/discipline#`), or, on `exclude`,
 * the later pack leaves.
 */
export function settleNamespaces(
  members: Map<string, Member>,
  rulings: readonly Ruling[],
  changes: Change[],
): void {
  const taken = new Set([...members.values()].map(({ namespace }) => namespace));
  for (const ruling of rulings) {
    const { a, b, subject } = ruling.conflict;
    const [first, second] = [members.get(a.name), members.get(b.name)];
    if (first?.namespace !== subject || second?.namespace !== subject) continue;
    const { resolution } = ruling.decision;
    if (resolution === 'exclude') {
      members.delete(second.name);
      changes.push(excludedPack(second, ruling));
    } else {
      move(resolution === 'keep-first' ? second : first, taken, ruling, changes);
    }
  }
}

function move(member: Member, taken: Set<string | null>, ruling: Ruling, changes: Change[]): void {
  const from = ruling.conflict.subject;
  let to = from;
  while (taken.has(to)) to = `${to.replace(/[#/]$/, '')}/${member.name}#`;
  taken.add(to);
  member.namespace = to;
  changes.push({
    what: 'namespace',
    pack: member.name,
    from,
    to,
    change: 'renamed',
    into: null,
    settles: ruling.conflict.key,
    by: ruling.decision.by,
  });
}
