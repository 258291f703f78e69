import type { ConditionalProposal } from './proposal.ts';

/**
 * How many pairs of proposals need a resource that both need; a pair that shares several counts
 * once.
 *
 * It takes time in proportion to the number of proposals as long as each needs one resource:
 * one conflicts with as many as have needed it before. Only where one needs several are those
 * before it looked at one by one.
 */
export function conflictingPairs(proposals: readonly ConditionalProposal[]): number {
  const needing = new Map<string, number[]>();
  const seen = new Int32Array(proposals.length);
  let pairs = 0;
  proposals.forEach(({ resources }, nth) => {
    if (resources.length === 1) pairs += needing.get(resources[0]!)?.length ?? 0;
    else pairs += othersAmong(resources, needing, seen, nth + 1);
    for (const resource of resources) {
      const known = needing.get(resource);
      if (known === undefined) needing.set(resource, [nth]);
      // A proposal may name a resource twice.
      else if (known[known.length - 1] !== nth) known.push(nth);
    }
  });
  return pairs;
}

/** How many different ones need any of the resources; `mark` is put on each that has been counted. */
function othersAmong(
  resources: readonly string[],
  needing: ReadonlyMap<string, readonly number[]>,
  seen: Int32Array,
  mark: number,
): number {
  let others = 0;
  for (const resource of resources) {
    for (const other of needing.get(resource) ?? []) {
      if (seen[other] === mark) continue;
      seen[other] = mark;
      others += 1;
    }
  }
  return others;
}
