import {
  type Artifact,
  type ArtifactFormat,
  readArtifact,
  type StageDefinition,
  writeArtifact,
} from 'statehive/machines';

/**
 * Makes the artifacts of a pipeline whose stages come after what they need: no clock, no messages,
 * and nothing that could fail.
 *
 * @returns the bytes of all artifacts
 */
export function makeArtifacts(stages: readonly StageDefinition[], format: ArtifactFormat): number {
  const artifacts = new Map<string, Artifact>();
  let bytes = 0;
  for (const { name, after, make } of stages) {
    const read = after.map((each) => [each, readArtifact(artifacts.get(each)!)] as const);
    const artifact = writeArtifact(make(Object.fromEntries(read)), format);
    artifacts.set(name, artifact);
    bytes += artifact.bytes.length;
  }
  return bytes;
}
