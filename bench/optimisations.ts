/**
 * Optimisations: each a variant beside the baseline that it is to beat, in the same calls, in turns.
 *
 * A gain is one of two kinds: in wall time, what it saves this machine; in simulated time, what it
 * saves the modelled swarm. Where a variant has only one of them, its scenario says why. What the
 * figures do not show: what a variant gains under another load than its scenario's.
 */
import { binaryArtifacts } from './optimisations/binary-artifacts.ts';
import { epochSnapshots } from './optimisations/epoch-snapshots.ts';
import { hashedDetection } from './optimisations/hashed-detection.ts';
import { parallelSpawn } from './optimisations/parallel-spawn.ts';
import type { Suite } from './suite.ts';

export const optimisations: Suite = {
  name: 'optimisations',
  scenarios: [hashedDetection, parallelSpawn, epochSnapshots, binaryArtifacts],
};
