import { type ConditionalProposal, Merging } from 'statehive/machines';
import type { Scenario } from '../suite.ts';
import { type PrimitiveCase, scenarioOf } from './primitive.ts';
import { joined, lengthOfIds, lengthWrittenOut, proposalsOf } from './proposals.ts';

const RUST_NS: Readonly<Record<number, number>> = { 20: 1_800 };

/** An operation is to merge all proposals, one after the other. */
export const proposalMerging: Scenario = scenarioOf({
  name: 'proposal_merging',
  shows: 'how long it takes to merge a few proposals one after the other',
  sizes: [2, 5, 10, 20],
  caseOf: mergingOf,
});

function mergingOf(count: number): PrimitiveCase {
  const proposals = proposalsOf(count);
  return {
    params: { proposals: count },
    repeats: 100,
    ways: [
      { name: 'set', once: () => merged(proposals) },
      { name: 'joined texts', once: () => joinedLength(proposals) },
    ],
    rustNs: RUST_NS[count],
  };
}

function merged(proposals: readonly ConditionalProposal[]): number {
  const merging = new Merging();
  for (const proposal of proposals) merging.add(proposal);
  return lengthOfIds(merging.merged!.proposals);
}

function joinedLength(proposals: readonly ConditionalProposal[]): number {
  const all = proposals.reduce((left, right) => joined(left, right));
  return lengthWrittenOut(all, proposals.length);
}
