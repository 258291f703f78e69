import type { Artifact } from './artifact.ts';
import type { StageDefinition } from './stage-definition.ts';
import { allDependants, type StageGraph } from './stage-graph.ts';

/**
 * How a stage stands: `resting` before another attempt; `skipped` because a stage that it depends on
 * has failed for good.
 */
export type StageStatus = 'waiting' | 'running' | 'resting' | 'succeeded' | 'failed' | 'skipped';

export interface StageProgress {
  readonly status: StageStatus;
  /** How many attempts there have been. */
  readonly attempt: number;
  /** Of the attempt under way: which of the pipeline it is, and when it began, simulated ms. */
  readonly ticket: number;
  readonly beganAtMs: number;
  readonly artifact: Artifact | undefined;
  /** Why the last attempt failed. */
  readonly reason: string;
}

/** How all stages stand, by name. */
export type Progress = Readonly<Record<string, StageProgress>>;

/** One at a time, or all that are ready at once. */
export const RUN_MODES = ['sequential', 'batched'] as const;
export type RunMode = (typeof RUN_MODES)[number];

/** How the stages of a run ended: all well, some, or none. */
export type PipelineOutcome = 'succeeded' | 'partial' | 'failed';

const untouched: StageProgress = {
  status: 'waiting',
  attempt: 0,
  ticket: 0,
  beganAtMs: 0,
  artifact: undefined,
  reason: '',
};

/** Before any stage has begun. */
export function noProgress({ order }: StageGraph): Progress {
  return Object.fromEntries(order.map(({ name }) => [name, untouched]));
}

/** How the stages stand after one of them has changed. */
export function changed(progress: Progress, name: string, to: Partial<StageProgress>): Progress {
  return { ...progress, [name]: { ...(progress[name] ?? untouched), ...to } };
}

/** The stage that can begin, if there is one: all that it comes after have succeeded. */
export function nextStage(
  { order }: StageGraph<StageDefinition>,
  progress: Progress,
  mode: RunMode,
): StageDefinition | undefined {
  if (mode === 'sequential' && countOf(progress, 'running', 'resting') > 0) return undefined;
  return order.find(
    ({ name, after }) =>
      progress[name]?.status === 'waiting' &&
      after.every((before) => progress[before]?.status === 'succeeded'),
  );
}

/** The stages that are skipped when one has failed for good: all that depend on it. */
export function skippedBy(graph: StageGraph, progress: Progress, name: string): string[] {
  return [...allDependants(graph, name)].filter((each) => progress[each]?.status === 'waiting');
}

export function countOf(progress: Progress, ...statuses: readonly StageStatus[]): number {
  let count = 0;
  for (const name in progress) if (statuses.includes(progress[name]!.status)) count += 1;
  return count;
}

export function outcomeOf(progress: Progress): PipelineOutcome {
  const succeeded = countOf(progress, 'succeeded');
  if (succeeded === Object.keys(progress).length) return 'succeeded';
  return succeeded > 0 ? 'partial' : 'failed';
}

/** The artifacts that a stage needs, by the stages that have made them. */
export function artifactsFor(stage: StageDefinition, progress: Progress): Record<string, Artifact> {
  return Object.fromEntries(stage.after.map((name) => [name, progress[name]!.artifact!]));
}
