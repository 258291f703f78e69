import { constant } from 'statehive';
import {
  ARTIFACT_BUFFERS,
  ARTIFACT_FORMATS,
  type ArtifactBuffers,
  type ArtifactFormat,
  layeredStages,
  writeArtifact,
} from 'statehive/machines';
import { allocatedBytes } from '../runner/allocated.ts';
import type { Case, Scenario } from '../suite.ts';
import { runPipeline } from './pipeline-run.ts';
import { caseOf } from './variants.ts';

const SIZES = { full: [10, 20, 100], quick: [10, 20] };
/** 30% less. */
const GOAL = 1 / 0.7;
/** So few that no garbage is collected meanwhile. */
const ARTIFACTS = 50;
const beside = { figure: 'pooled', beside: 'fresh', goal: GOAL };

/**
 * What writing artifacts allocates, each in a buffer of its own or side by side in large ones; and
 * what a whole pipeline run does. The queue of events, envelopes and actors is in typed arrays and
 * reused in every run: there is no other way to have it, and so no variant. Calls of `both ways`
 * include the weighing.
 */
export const pooledMemory: Scenario = {
  name: 'pooled_memory',
  shows: 'how much less is allocated when artifacts share buffers instead of each having its own',
  seeds: 0,
  comparisons: [
    { ...beside, kind: 'memory', params: { of: 'binary artifacts' } },
    {
      ...beside,
      kind: 'memory',
      params: { of: 'json artifacts' },
      otherwise: 'most of it is the text itself, which JSON makes first',
    },
    {
      ...beside,
      kind: 'memory',
      params: { of: 'pipeline run' },
      otherwise: 'events, snapshots and results are far more than artifacts',
    },
    { figure: 'pooled', beside: 'fresh' },
  ],
  cases: (effort) => [
    ...ARTIFACT_FORMATS.flatMap((format) =>
      SIZES[effort].map((records) => artifactsOf(format, records)),
    ),
    pipelineOf(20),
  ],
};

function artifactsOf(format: ArtifactFormat, records: number): Case {
  const [stage] = layeredStages({ stages: 1, depth: 1, service: constant(1), records });
  const value = stage!.make({});
  const kept = new Array<{ readonly bytes: Uint8Array }>(ARTIFACTS);
  const write = (buffers: ArtifactBuffers) => {
    for (let nth = 0; nth < ARTIFACTS; nth++) kept[nth] = writeArtifact(value, format, buffers);
    return { checksum: String(kept.reduce((sum, { bytes }) => sum + bytes.length, 0)) };
  };
  return memoryCase({ records, of: `${format} artifacts` }, write, ARTIFACTS);
}

function pipelineOf(records: number): Case {
  const run = (buffers: ArtifactBuffers) =>
    runPipeline({ buffers, records, artifacts: 'binary', failureProbability: 0 }, { seed: 1 });
  return memoryCase({ records, of: 'pipeline run' }, run, 1);
}

type Run = Parameters<typeof caseOf>[0]['ways'][0]['run'];

function memoryCase(
  params: Case['params'],
  run: (buffers: ArtifactBuffers) => ReturnType<Run>,
  times: number,
): Case {
  const way = (name: ArtifactBuffers) => ({ name, run: () => run(name) });
  return caseOf({
    params,
    ways: [way('fresh'), way('pooled')],
    async weigh() {
      const bytes: Record<string, number> = {};
      for (const name of ARTIFACT_BUFFERS) {
        bytes[name] = (await allocatedBytes(() => run(name))) / times;
      }
      return bytes;
    },
  });
}
