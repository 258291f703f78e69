import { Merging } from './merging.ts';
import type { Aggregation, ConditionalProposal, Merged, Proposal } from './proposal.ts';

/**
 * Merges proposals that all go together.
 *
 * @returns undefined when there are none
 * @throws Error when two that differ have the same id
 * @example
 * ```ts
 * aggregateCommutative([
 *   { id: 'a', action: 'index', priority: 'low' },
 *   { id: 'b', action: 'count', priority: 'high' },
 * ])?.priority; // 'high'
 * ```
 */
export function aggregateCommutative<P extends Proposal>(
  proposals: readonly P[],
): Merged<P> | undefined {
  const merging = new Merging<P>();
  for (const proposal of proposals) merging.add(proposal);
  return merging.merged;
}

/**
 * Merges, in their order, the proposals that need nothing that one before them holds. What is
 * merged holds all the resources of all its proposals.
 *
 * Each proposal is either merged or rejected, once; one that comes again is what it was. Those that
 * are rejected may be aggregated anew: the first of them is then merged.
 *
 * @throws Error when two that differ have the same id
 * @example
 * ```ts
 * const { rejected } = aggregateConditional([
 *   { id: 'a', action: 'rename', priority: 'low', resources: ['foaf:Agent'] },
 *   { id: 'b', action: 'remove', priority: 'high', resources: ['org:Role', 'foaf:Agent'] },
 * ]);
 * rejected.map(({ id }) => id); // ['b']
 * ```
 */
export function aggregateConditional(proposals: readonly ConditionalProposal[]): Aggregation {
  const merging = new Merging<ConditionalProposal>();
  const rejecting = new Merging<ConditionalProposal>();
  const held = new Set<string>();
  for (const proposal of proposals) {
    if (merging.has(proposal) || rejecting.has(proposal)) continue;
    if (isAnyOf(proposal.resources, held)) {
      rejecting.add(proposal);
    } else {
      merging.add(proposal);
      for (const resource of proposal.resources) held.add(resource);
    }
  }
  const { merged } = merging;
  const rejected = rejecting.merged?.proposals ?? [];
  const all = (merged?.proposals.length ?? 0) + rejected.length;
  return { merged, rejected, conflictRatio: all === 0 ? 0 : rejected.length / all };
}

function isAnyOf(resources: readonly string[], held: ReadonlySet<string>): boolean {
  for (const resource of resources) if (held.has(resource)) return true;
  return false;
}
