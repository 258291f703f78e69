import { emptySet, excluding, firstIn, type IndexSet, including } from '../index-set.ts';
import type { Artifact } from './artifact.ts';
import { type ChunkedArray, chunkedArray, itemAt, withItem } from './chunked-array.ts';
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

/**
 * How a run stands, its stages by their places in the graph's order. What follows from how they stand is
 * kept beside it, for to go through all stages at each step would take quadratic time.
 */
export interface RunProgress {
  readonly stages: ChunkedArray<StageProgress>;
  /** Of each stage, how many of those that it comes after have not succeeded. */
  readonly awaited: ChunkedArray<number>;
  /** The stages that wait for none. */
  readonly ready: IndexSet;
  /** How many stages stand so. */
  readonly counts: Readonly<Record<StageStatus, number>>;
}

/** A run of a graph. */
export interface Run {
  readonly graph: StageGraph<StageDefinition>;
  readonly progress: RunProgress;
}

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
export function noProgress({ order }: StageGraph): RunProgress {
  const awaited = order.map(({ after }) => new Set(after).size);
  const none = { running: 0, resting: 0, succeeded: 0, failed: 0, skipped: 0 };
  return {
    stages: chunkedArray(order.map(() => untouched)),
    awaited: chunkedArray(awaited),
    ready: awaited.reduce(
      (ready, count, place) => (count === 0 ? including(ready, place) : ready),
      emptySet(order.length),
    ),
    counts: { waiting: order.length, ...none },
  };
}

/** How a stage stands; undefined when there is no such stage. */
export function progressOf({ graph, progress }: Run, name: string): StageProgress | undefined {
  const place = graph.places.get(name);
  return place === undefined ? undefined : itemAt(progress.stages, place);
}

/** How all stages stand. */
export function progressByName({ graph, progress }: Run): Progress {
  const stages = progress.stages.flat();
  return Object.fromEntries(graph.order.map(({ name }, place) => [name, stages[place]!]));
}

/** How the run stands after one of its stages has changed. */
export function changed(
  { graph, progress }: Run,
  name: string,
  to: Partial<StageProgress>,
): RunProgress {
  const place = graph.places.get(name)!;
  const before = itemAt(progress.stages, place);
  const after = { ...before, ...to };
  const { counts, awaited, ready } = progress;
  const isReady = after.status === 'waiting' && itemAt(awaited, place) === 0;
  const less = { ...counts, [before.status]: counts[before.status] - 1 };
  const moved: RunProgress = {
    stages: withItem(progress.stages, place, after),
    awaited,
    ready: isReady ? including(ready, place) : excluding(ready, place),
    counts: { ...less, [after.status]: less[after.status] + 1 },
  };
  return after.status === 'succeeded' ? withoutAwaiting(graph, moved, name) : moved;
}

/** The stages that come right after one await one less. */
function withoutAwaiting(graph: StageGraph, progress: RunProgress, name: string): RunProgress {
  let { awaited, ready } = progress;
  for (const dependant of graph.dependants.get(name) ?? []) {
    const place = graph.places.get(dependant)!;
    const left = itemAt(awaited, place) - 1;
    awaited = withItem(awaited, place, left);
    if (left === 0) ready = including(ready, place);
  }
  return { ...progress, awaited, ready };
}

/** The stage that can begin, if there is one: all that it comes after have succeeded. */
export function nextStage({ graph, progress }: Run, mode: RunMode): StageDefinition | undefined {
  if (mode === 'sequential' && countOf(progress, 'running', 'resting') > 0) return undefined;
  const place = firstIn(progress.ready);
  return place === undefined ? undefined : graph.order[place];
}

/** The stages that are skipped when one has failed for good: all that depend on it. */
export function skippedBy(run: Run, name: string): string[] {
  // What comes after one that has been skipped before has been skipped with it.
  const isWaiting = (each: string) => progressOf(run, each)?.status === 'waiting';
  return [...allDependants(run.graph, name, isWaiting)];
}

export function countOf({ counts }: RunProgress, ...statuses: readonly StageStatus[]): number {
  return statuses.reduce((sum, status) => sum + counts[status], 0);
}

export function outcomeOf({ graph, progress: { counts } }: Run): PipelineOutcome {
  if (counts.succeeded === graph.order.length) return 'succeeded';
  return counts.succeeded > 0 ? 'partial' : 'failed';
}

/** The artifacts that a stage needs, by the stages that have made them. */
export function artifactsFor(stage: StageDefinition, run: Run): Record<string, Artifact> {
  return Object.fromEntries(stage.after.map((name) => [name, progressOf(run, name)!.artifact!]));
}
