import type { ConditionalProposal, Priority } from 'statehive/machines';

/** Proposals p0, p1, … in whose resources and priorities a few values repeat. */
export function proposalsOf(
  count: number,
  { resources = 1, priorities = ['normal'] }: { resources?: number; priorities?: Priority[] } = {},
): ConditionalProposal[] {
  return Array.from({ length: count }, (_, nth) => ({
    id: `p${nth}`,
    action: `action${nth}`,
    priority: priorities[nth % priorities.length]!,
    resources: [`resource-${nth % resources}`],
  }));
}

/** How long the ids of some proposals are together: which they are, as far as that tells. */
export function lengthOfIds(proposals: readonly { readonly id: string }[]): number {
  let length = 0;
  for (const { id } of proposals) length += id.length;
  return length;
}

/** As the Rust code does it: two proposals make one whose id and action are those of both, joined. */
export function joined(
  left: ConditionalProposal,
  right: ConditionalProposal,
  resources: readonly string[] = left.resources,
): ConditionalProposal {
  return {
    id: `${left.id}-${right.id}`,
    action: `${left.action}|${right.action}`,
    priority: left.priority === 'high' ? 'high' : right.priority,
    resources,
  };
}

/** How long the joined ids are, less the hyphens. The host joins lazily: here it has to write out. */
export function lengthWrittenOut({ id, action }: ConditionalProposal, proposals: number): number {
  const isWritten = id.charCodeAt(0) > 0 && action.charCodeAt(0) > 0;
  return isWritten ? id.length - (proposals - 1) : 0;
}
