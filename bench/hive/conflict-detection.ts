import {
  DETECTION_METHODS,
  type Detection,
  type DetectionMethod,
  detectHashed,
  detectPairwise,
} from 'statehive/machines';
import type { Case, Scenario } from '../suite.ts';
import { firstPacks, knowledgeOver } from './packs.ts';
import { runHives } from './run-hives.ts';

const FULL = [5, 10, 20, 50, 66];
const QUICK = [5, 10];
const DETECTORS = { hashed: detectHashed, pairwise: detectPairwise };

/**
 * Wall time is that of the algorithm alone, over all packs in one call, of a list that it has not
 * seen before; simulated time that of 12
 * agents that share it, messages included. So the two do not show the same work.
 */
export const conflictDetection: Scenario = {
  name: 'conflict_detection',
  shows: 'how long finding all conflicts takes, comparing every pair or by a hash join',
  seeds: 20,
  floors: DETECTION_METHODS.map((detection) => ({
    params: { packs: 20, detection },
    figure: 'detection',
    percentile: 'p50',
    below: 200,
  })),
  cases: (effort) =>
    (effort === 'quick' ? QUICK : FULL).flatMap((packs) =>
      DETECTION_METHODS.map((detection) => detectionOf(packs, detection)),
    ),
};

function detectionOf(count: number, method: DetectionMethod): Case {
  const packs = firstPacks(count);
  const detect = DETECTORS[method];
  const knowledge = knowledgeOver(packs, method);
  return {
    params: { packs: count, detection: method },
    does: 'detection',
    work: () => ({ hash: checksum(detect([...packs])) }),
    async simulate(seed) {
      const { hash, phases } = await runHives(knowledge, { until: 'detect' }, seed);
      return { hash, simulatedMs: { detection: phases.detect!.simulatedMs } };
    },
  };
}

/** Over where each conflict is; cheap, for it is within what is timed. */
function checksum({ pairs, conflicts }: Detection): string {
  let sum = pairs;
  for (const { a, b, subject } of conflicts) {
    sum = Math.imul(sum ^ (a.position * 0x1_0000 + b.position), 0x01000193) ^ subject.length;
  }
  return `${conflicts.length}-${(sum >>> 0).toString(16)}`;
}
