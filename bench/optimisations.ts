/**
 * Optimisations: each a variant beside the baseline that it is to beat, in the same calls, in turns.
 *
 * A gain is one of three kinds: in wall time, what it saves this machine; in simulated time, what it
 * saves the modelled swarm; in memory, what is not allocated. Where a variant has only one of them, its scenario says why. What the
 * figures do not show: what a variant gains under another load than its scenario's.
 */
import { adaptiveTimeouts } from './optimisations/adaptive-timeouts.ts';
import { batchedStages } from './optimisations/batched-stages.ts';
import { binaryArtifacts } from './optimisations/binary-artifacts.ts';
import { epochSnapshots } from './optimisations/epoch-snapshots.ts';
import { hashedDetection } from './optimisations/hashed-detection.ts';
import { parallelSpawn } from './optimisations/parallel-spawn.ts';
import { pooledMemory } from './optimisations/pooled-memory.ts';
import type { Suite } from './suite.ts';

export const optimisations: Suite = {
  name: 'optimisations',
  scenarios: [
    hashedDetection,
    parallelSpawn,
    epochSnapshots,
    batchedStages,
    pooledMemory,
    binaryArtifacts,
    adaptiveTimeouts,
  ],
};
