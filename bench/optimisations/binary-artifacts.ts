import { Packr } from 'msgpackr';
import type { ArtifactFormat } from 'statehive/machines';
import { firstPacks } from '../hive/packs.ts';
import { runOrchestrations } from '../primitives/run-orchestrations.ts';
import type { Case, Scenario, Way } from '../suite.ts';
import { caseOf } from './variants.ts';

const SIZES = { full: [1, 10, 66], quick: [1, 2] };
const HIVES = { full: 20, quick: 2 };
/** 10% less time. */
const GOAL = 1 / 0.9;
const FEW = 'a single pack repeats few names of fields, which is what is saved';
const ORCHESTRATION = 'whole orchestrations';
const beside = { figure: 'binary', beside: 'json', goal: GOAL };

/**
 * Real packs as artifacts: written and read again, as JSON, and as MessagePack with records, where
 * the names of fields are written once; and hives that go all the way from two packs to a registry,
 * of which artifacts are a part. In simulated time a message takes as long whatever its size, so that
 * there is nothing to compare.
 */
export const binaryArtifacts: Scenario = {
  name: 'binary_artifacts',
  shows: 'what it gains to write and read packs in binary instead of JSON',
  seeds: 0,
  comparisons: [
    { ...beside, params: { packs: 1 }, otherwise: FEW },
    ...[...SIZES.quick, ...SIZES.full]
      .filter((packs) => packs > 1)
      .map((packs) => ({ ...beside, params: { packs } })),
    { figure: 'binary', beside: 'json', params: { of: ORCHESTRATION } },
  ],
  cases: (effort) => [...SIZES[effort].map(artifactOf), orchestrationsOf(HIVES[effort])],
};

function artifactOf(count: number): Case {
  const packs = firstPacks(count);
  const binary = new Packr({ useRecords: true });
  const bytes = {
    json: Buffer.byteLength(JSON.stringify(packs)),
    binary: binary.pack(packs).length,
  };
  return caseOf({
    params: { packs: count },
    ways: [
      { name: 'json', run: () => ({ checksum: shapeOf(JSON.parse(JSON.stringify(packs))) }) },
      { name: 'binary', run: () => ({ checksum: shapeOf(binary.unpack(binary.pack(packs))) }) },
    ],
    weigh: () => bytes,
  });
}

function orchestrationsOf(hives: number): Case {
  const way = (artifacts: ArtifactFormat): Way => ({
    name: artifacts,
    async run() {
      const { report } = await runOrchestrations({ hives, artifacts, seed: 1 });
      return { checksum: `${report!.published} ${JSON.stringify(report!.actions)}` };
    },
  });
  return caseOf({ params: { hives, of: ORCHESTRATION }, ways: [way('json'), way('binary')] });
}

function shapeOf(packs: readonly { readonly name: string }[]): string {
  return `${packs.length} ${packs.at(-1)?.name}`;
}
