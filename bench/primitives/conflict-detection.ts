import { type ConditionalProposal, conflictingPairs } from 'statehive/machines';
import type { Scenario } from '../suite.ts';
import { type PrimitiveCase, scenarioOf } from './primitive.ts';
import { proposalsOf } from './proposals.ts';

const RUST_NS: Readonly<Record<number, number>> = { 100: 7_700, 500: 181_000 };

/** An operation is to count the conflicts among proposals that need one of 3 resources each. */
export const conflictDetection: Scenario = scenarioOf({
  name: 'conflict_detection',
  shows: 'how long it takes to count the pairs of proposals that conflict',
  sizes: [10, 50, 100, 500],
  caseOf: detectionOf,
});

function detectionOf(count: number): PrimitiveCase {
  const proposals = proposalsOf(count, { resources: 3 });
  return {
    params: { proposals: count },
    repeats: Math.ceil(500 / count),
    ways: [
      { name: 'by resource', once: () => conflictingPairs(proposals) },
      { name: 'pair by pair', once: () => pairByPair(proposals) },
    ],
    rustNs: RUST_NS[count],
  };
}

function pairByPair(proposals: readonly ConditionalProposal[]): number {
  let pairs = 0;
  for (let left = 0; left < proposals.length; left++) {
    const [resource] = proposals[left]!.resources;
    for (let right = left + 1; right < proposals.length; right++) {
      if (proposals[right]!.resources[0] === resource) pairs += 1;
    }
  }
  return pairs;
}
