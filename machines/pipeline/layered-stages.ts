import type { Distribution } from 'statehive';
import type { Artifacts, StageDefinition } from './stage-definition.ts';

/** What a pipeline of alike stages is to be. */
export interface LayeredStagesOptions {
  /** How many stages, integer >= 1. */
  readonly stages: number;
  /** How many layers, integer from 1 to `stages`: 1 for none that depends on another, `stages` for a chain. */
  readonly depth: number;
  /** How long each works, simulated ms. */
  readonly service: Distribution;
  /** The chance that an attempt fails, 0 to 1. @defaultValue 0 */
  readonly failureProbability?: number;
  /** How many records the artifact of each stage has. @defaultValue 10 */
  readonly records?: number;
}

/** A record of an artifact of {@link layeredStages}. */
export interface LayeredRecord {
  readonly id: number;
  readonly stage: string;
  /** One more than the sum of those of the stages before, in the record with this id. */
  readonly ways: number;
}

/**
 * Alike stages in layers as even as can be. Each comes after one or two of the layer before: the one
 * at its place, and the next one. The records of its artifact count the ways that lead to it.
 *
 * @throws RangeError when there are more layers than stages, or less than one, or records are no whole number
 */
export function layeredStages(options: LayeredStagesOptions): StageDefinition[] {
  const { stages, depth, service, failureProbability = 0, records = 10 } = options;
  if (!(Number.isSafeInteger(stages) && Number.isSafeInteger(depth) && depth >= 1)) {
    throw new RangeError(`There are no ${stages} stages in ${depth} layers.`);
  }
  if (depth > stages) {
    throw new RangeError(`${stages} stages cannot be in ${depth} layers: at most one layer each.`);
  }
  if (!(Number.isSafeInteger(records) && records >= 0)) {
    throw new RangeError(`A stage makes a whole number of records >= 0, not ${records}.`);
  }
  const layers: string[][] = [];
  for (let layer = 0, first = 0; layer < depth; layer++) {
    const size = Math.ceil((stages - first) / (depth - layer));
    layers.push(Array.from({ length: size }, (_, nth) => `stage-${first + nth + 1}`));
    first += size;
  }
  return layers.flatMap((names, layer) =>
    names.map((name, place) => {
      const after = neighbours(layers[layer - 1] ?? [], place);
      const make = (artifacts: Artifacts) => recordsOf(name, records, artifacts);
      return { name, after, service, failureProbability, make };
    }),
  );
}

function neighbours(before: readonly string[], place: number): string[] {
  if (before.length === 0) return [];
  const at = (nth: number) => before[nth % before.length]!;
  return [...new Set([at(place), at(place + 1)])];
}

function recordsOf(stage: string, records: number, artifacts: Artifacts): LayeredRecord[] {
  const before = Object.values(artifacts) as (readonly LayeredRecord[])[];
  return Array.from({ length: records }, (_, id) => ({
    id,
    stage,
    ways: before.reduce((sum, rows) => sum + rows[id]!.ways, 1),
  }));
}
