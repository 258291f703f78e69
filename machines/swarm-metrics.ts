import { filter, map, type Observable, scan, share } from 'rxjs';
import {
  type Collector,
  count,
  type Emission,
  type LevelSeries,
  last,
  levelSeries,
  timeAverage,
} from 'statehive';

/** What a swarm of schedulers, pipelines and boards gets done: made by {@link swarmMetrics}. */
export interface SwarmMetrics {
  /** Tasks that workers have finished, and stages that have succeeded. */
  readonly tasksProcessed: Collector<number>;
  /** Rounds of boards in which proposals went together. */
  readonly merges: Collector<number>;
  /** How often a proposal had to wait for another round, because it conflicts with another. */
  readonly conflicts: Collector<number | null>;
  /** Those, among all that took part in rounds. */
  readonly conflictRatio: Collector<number | null>;
  /** How many tasks wait in front of schedulers, in the mean over time. */
  readonly queueDepth: Collector<number>;
  readonly queueDepthOverTime: Collector<LevelSeries>;
}

/**
 * Collectors over what schedulers, workers, pipelines and proposal boards emit, of a whole swarm or
 * of a part of it.
 *
 * @example
 * measure: ({ swarm }) => ({ ...swarmMetrics(swarm.emissions$), envelopes: count(swarm.envelopes$) })
 */
export function swarmMetrics(emissions$: Observable<Emission>): SwarmMetrics {
  const rounds$ = emissions$.pipe(
    filter(({ event }) => event.type === 'roundEnded'),
    map(({ event }) => ({ merged: Number(event.merged), rejected: Number(event.rejected) })),
    share(),
  );
  const sums$ = rounds$.pipe(
    scan(
      (sums, { merged, rejected }) => ({
        merged: sums.merged + merged,
        rejected: sums.rejected + rejected,
      }),
      { merged: 0, rejected: 0 },
    ),
    share(),
  );
  const depth$ = depthOf(emissions$);
  return {
    tasksProcessed: count(
      emissions$.pipe(
        filter(
          ({ event }) =>
            event.type === 'finished' ||
            (event.type === 'stageEnded' && event.outcome === 'succeeded'),
        ),
      ),
    ),
    merges: count(rounds$.pipe(filter(({ merged }) => merged > 0))),
    conflicts: last(sums$.pipe(map(({ rejected }) => rejected))),
    conflictRatio: last(
      sums$.pipe(map(({ merged, rejected }) => rejected / Math.max(1, merged + rejected))),
    ),
    queueDepth: timeAverage(depth$),
    queueDepthOverTime: levelSeries(depth$),
  };
}

/** With what a scheduler tells how many tasks wait. */
const DEPTH_TOLD = new Set(['queued', 'started', 'completed', 'expired']);

/** How many tasks wait, in front of all schedulers together. */
function depthOf(emissions$: Observable<Emission>): Observable<number> {
  const depths = new Map<string, number>();
  let total = 0;
  return emissions$.pipe(
    filter(({ event: { type, depth } }) => DEPTH_TOLD.has(type) && typeof depth === 'number'),
    map(({ actor, event }) => {
      const depth = Number(event.depth);
      total += depth - (depths.get(actor) ?? 0);
      depths.set(actor, depth);
      return total;
    }),
    share(),
  );
}
