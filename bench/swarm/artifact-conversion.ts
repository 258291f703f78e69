import { constant } from 'statehive';
import {
  type ArtifactFormat,
  layeredStages,
  readArtifact,
  writeArtifact,
} from 'statehive/machines';
import { type PrimitiveCase, scenarioOf } from '../primitives/primitive.ts';
import type { Scenario } from '../suite.ts';

/** An operation is to write an artifact down and to read it again. */
export const artifactConversion: Scenario = scenarioOf({
  name: 'artifact_conversion',
  shows: 'how long an artifact of so many records takes to be written down and read again',
  sizes: [10, 50, 100, 200],
  caseOf: conversionOf,
});

function conversionOf(records: number): PrimitiveCase {
  const [stage] = layeredStages({ stages: 1, depth: 1, service: constant(1), records });
  const artifact = stage!.make({}) as readonly { readonly ways: number }[];
  const through = (format: ArtifactFormat) => () => {
    const read = readArtifact(writeArtifact(artifact, format)) as typeof artifact;
    return read.reduce((sum, { ways }) => sum + ways, 0);
  };
  return {
    params: { records },
    repeats: Math.ceil(1_000 / records),
    ways: [
      { name: 'binary', once: through('binary') },
      { name: 'json', once: through('json') },
    ],
  };
}
