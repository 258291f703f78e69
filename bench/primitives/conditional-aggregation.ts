import { aggregateConditional, type ConditionalProposal } from 'statehive/machines';
import type { Scenario } from '../suite.ts';
import { type PrimitiveCase, scenarioOf } from './primitive.ts';
import { joined, lengthOfIds, lengthWrittenOut, proposalsOf } from './proposals.ts';

const RUST_NS: Readonly<Record<number, number>> = { 100: 25_000, 200: 58_000 };

/** An operation is to aggregate all proposals, which need one of 10 resources each. */
export const conditionalAggregation: Scenario = scenarioOf({
  name: 'conditional_aggregation',
  shows: 'how long it takes to merge the proposals that need nothing another one holds',
  sizes: [10, 50, 100, 200],
  caseOf: aggregationOf,
});

function aggregationOf(count: number): PrimitiveCase {
  const proposals = proposalsOf(count, { resources: 10 });
  return {
    params: { proposals: count },
    repeats: 10,
    ways: [
      { name: 'set of resources', once: () => aggregated(proposals) },
      { name: 'joined texts', once: () => joinedByHand(proposals) },
    ],
    rustNs: RUST_NS[count],
  };
}

function aggregated(proposals: readonly ConditionalProposal[]): number {
  const { merged, rejected } = aggregateConditional(proposals);
  return lengthOfIds(merged!.proposals) * 1_000 + rejected.length;
}

function joinedByHand(proposals: readonly ConditionalProposal[]): number {
  const rejected: ConditionalProposal[] = [];
  let all = proposals[0]!;
  for (let nth = 1; nth < proposals.length; nth++) {
    const each = proposals[nth]!;
    if (each.resources.some((resource) => all.resources.includes(resource))) rejected.push(each);
    else all = joined(all, each, [...all.resources, ...each.resources]);
  }
  const merged = proposals.length - rejected.length;
  return lengthWrittenOut(all, merged) * 1_000 + rejected.length;
}
