import {
  DETECTION_METHODS,
  type Detection,
  type DetectionMethod,
  detectHashed,
  detectPairwise,
} from 'statehive/machines';
import { firstPacks, knowledgeOver } from '../hive/packs.ts';
import { runHives } from '../hive/run-hives.ts';
import type { Case, Scenario } from '../suite.ts';
import { caseOf } from './variants.ts';

const SIZES = { full: [5, 20, 66], quick: [2, 5] };
/** 40% less time. */
const GOAL = 1 / 0.6;
const beside = { figure: 'hashed', beside: 'pairwise', goal: GOAL };

/**
 * Wall time is that of the algorithm on a list that it has not seen before: both keep what they
 * prepare of a list for the next time. Simulated time is that of 12 agents who share the work.
 */
export const hashedDetection: Scenario = {
  name: 'hashed_detection',
  shows: 'what a hash join of names gains over comparing every pair of packs',
  seeds: 20,
  comparisons: [
    { ...beside, otherwise: 'few packs have few pairs, of which an index saves little or nothing' },
    {
      ...beside,
      kind: 'simulated',
      otherwise: 'the modelled agents share the pairs, so that messages take most of their time',
    },
  ],
  cases: (effort) => SIZES[effort].map(detectionOf),
};

function detectionOf(count: number): Case {
  const packs = firstPacks(count);
  const way = (name: DetectionMethod, detect: (of: typeof packs) => Detection) => ({
    name,
    run: () => ({ checksum: checksumOf(detect([...packs])) }),
  });
  const knowledge = DETECTION_METHODS.map((name) => ({ name, of: knowledgeOver(packs, name) }));
  return caseOf({
    params: { packs: count },
    ways: [way('pairwise', detectPairwise), way('hashed', detectHashed)],
    async simulate(seed) {
      const took: Record<string, number> = {};
      for (const { name, of } of knowledge) {
        took[name] = (await runHives(of, { until: 'detect' }, seed)).phases.detect!.simulatedMs;
      }
      return took;
    },
  });
}

function checksumOf({ conflicts }: Detection): string {
  let sum = conflicts.length;
  for (const { a, b } of conflicts) sum = Math.imul(sum ^ (a.position * 0x1_0000 + b.position), 31);
  return (sum >>> 0).toString(16);
}
