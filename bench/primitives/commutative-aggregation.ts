import { aggregateCommutative, type ConditionalProposal } from 'statehive/machines';
import type { Scenario } from '../suite.ts';
import { type PrimitiveCase, scenarioOf } from './primitive.ts';
import { joined, lengthOfIds, lengthWrittenOut, proposalsOf } from './proposals.ts';

const RUST_NS: Readonly<Record<number, number>> = { 100: 18_300, 500: 118_000 };
const REPEATS = 20;

/** An operation is to aggregate all proposals. The other way joins their texts, as the Rust code. */
export const commutativeAggregation: Scenario = scenarioOf({
  name: 'commutative_aggregation',
  shows: 'how long it takes to merge proposals that all go together',
  sizes: [10, 50, 100, 500],
  floors: [
    {
      params: { proposals: 100 },
      figure: 'set',
      percentile: 'p50',
      below: (REPEATS * 10_000) / 1e6,
    },
  ],
  caseOf: aggregationOf,
});

function aggregationOf(count: number): PrimitiveCase {
  const proposals = proposalsOf(count, { priorities: ['high', 'normal'] });
  return {
    params: { proposals: count },
    repeats: REPEATS,
    ways: [
      { name: 'set', once: () => lengthOfIds(aggregateCommutative(proposals)!.proposals) },
      { name: 'joined texts', once: () => joinedLength(proposals) },
    ],
    rustNs: RUST_NS[count],
  };
}

function joinedLength(proposals: readonly ConditionalProposal[]): number {
  let all = proposals[0]!;
  for (let nth = 1; nth < proposals.length; nth++) all = joined(all, proposals[nth]!);
  return lengthWrittenOut(all, proposals.length);
}
