import { requireNotNegative } from '../finite-times.ts';
import { type Timeout, type TimeoutPolicy, timeoutOf } from '../timeouts/timeout-policy.ts';
import type { ArtifactBuffers, ArtifactFormat } from './artifact.ts';
import { type ChunkedArray, chunkedArray, itemAt, withItem } from './chunked-array.ts';
import {
  noProgress,
  type PipelineOutcome,
  type Progress,
  type Run,
  type RunMode,
} from './progress.ts';
import type { StageDefinition } from './stage-definition.ts';
import { stageGraph } from './stage-graph.ts';

/** What a pipeline is given. */
export interface PipelineInput {
  readonly stages: readonly StageDefinition[];
  /** @defaultValue 'batched' */
  readonly mode?: RunMode;
  /** How artifacts are written down. @defaultValue 'json' */
  readonly artifacts?: ArtifactFormat;
  /** Where they are kept. @defaultValue 'fresh' */
  readonly buffers?: ArtifactBuffers;
  /** How long each attempt of a stage may take. */
  readonly timeouts: TimeoutPolicy;
  /** How many attempts a stage has, integer >= 1. @defaultValue 3 */
  readonly attempts?: number;
  /** The pause after a first failed attempt, doubled after each other. @defaultValue 10, simulated ms */
  readonly backoffMs?: number;
  /** @defaultValue 1,000, simulated ms */
  readonly backoffMsMax?: number;
  /** How often the whole pipeline is run, one time after the other. @defaultValue 1 */
  readonly runs?: number;
}

export interface PipelineContext extends Required<Omit<PipelineInput, 'stages'>>, Run {
  /** By the place of the stage; what one run has learned serves the next. */
  readonly timeoutOf: ChunkedArray<Timeout>;
  /** How many attempts there have been, of all stages. */
  readonly tickets: number;
  /** How many runs have ended. */
  readonly runsDone: number;
}

/** What the last run of a pipeline came to. */
export interface PipelineOutput {
  readonly outcome: PipelineOutcome;
  readonly progress: Progress;
}

/**
 * What a pipeline begins with.
 *
 * @throws PipelineError when its stages make no graph without a cycle
 * @throws RangeError when attempts or runs are no whole number >= 1, a time is none, or a stage fails by what
 * is no probability
 */
export function pipelineContext({ stages, ...input }: PipelineInput): PipelineContext {
  const { mode = 'batched', artifacts = 'json', buffers = 'fresh' } = input;
  const { attempts = 3, runs = 1, timeouts, backoffMs = 10, backoffMsMax = 1_000 } = input;
  for (const [name, value] of Object.entries({ attempts, runs })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new RangeError(`A pipeline has a whole number of ${name} >= 1, not ${value}.`);
    }
  }
  for (const [name, value] of Object.entries({ backoffMs, backoffMsMax })) {
    requireNotNegative('A pipeline', name, value);
  }
  for (const { name, failureProbability = 0 } of stages) {
    if (failureProbability >= 0 && failureProbability <= 1) continue;
    throw new RangeError(
      `Stage '${name}' has a failureProbability from 0 to 1, not ${failureProbability}.`,
    );
  }
  const graph = stageGraph(stages);
  const timeout = timeoutOf(timeouts);
  return {
    mode,
    artifacts,
    buffers,
    timeouts,
    attempts,
    backoffMs,
    backoffMsMax,
    runs,
    graph,
    progress: noProgress(graph),
    timeoutOf: chunkedArray(stages.map(() => timeout)),
    tickets: 0,
    runsDone: 0,
  };
}

/** The pause before the next attempt. */
export function backoffAfter(
  { backoffMs, backoffMsMax }: PipelineContext,
  attempt: number,
): number {
  // Doubled once more, 1 is infinite, and no pause at all is no number.
  return Math.min(backoffMs * 2 ** Math.min(attempt - 1, 1_023), backoffMsMax);
}

/** The timeout of a stage. */
export function timeoutAt({ graph, timeoutOf }: PipelineContext, stage: string): Timeout {
  return itemAt(timeoutOf, graph.places.get(stage)!);
}

/** The timeouts, with another for a stage. */
export function withTimeout(
  { graph, timeoutOf }: PipelineContext,
  stage: string,
  timeout: Timeout,
): ChunkedArray<Timeout> {
  return withItem(timeoutOf, graph.places.get(stage)!, timeout);
}
