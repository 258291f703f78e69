/** How urgent a task is, the most urgent first; each has a lane of its own. */
export const PRIORITIES = ['critical', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** How soon a task's result is looked at, the soonest first. */
export const LATENCY_TIERS = ['hot', 'warm', 'cold'] as const;
export type LatencyTier = (typeof LATENCY_TIERS)[number];

/** How much a task takes up, the least first. */
export const RESOURCE_COSTS = ['minimal', 'light', 'moderate', 'heavy'] as const;
export type ResourceCost = (typeof RESOURCE_COSTS)[number];

/** What a scheduler is told of a task: made by {@link schedulingHint}. */
export interface SchedulingHint {
  readonly priority: Priority;
  readonly latencyTier: LatencyTier;
  readonly resourceCost: ResourceCost;
  /** Its place among all hints: a whole number from 0, which goes first, to 47. */
  readonly sortKey: number;
}

/** Anything that is scheduled by a hint. */
export interface Hinted {
  readonly hint: SchedulingHint;
}

/** How many hints there are. */
export const HINTS: number = PRIORITIES.length * LATENCY_TIERS.length * RESOURCE_COSTS.length;

/** How many hints there are of each priority. */
const HINTS_A_PRIORITY = HINTS / PRIORITIES.length;

const hints: readonly SchedulingHint[] = PRIORITIES.flatMap((priority) =>
  LATENCY_TIERS.flatMap((latencyTier) =>
    RESOURCE_COSTS.map((resourceCost) => ({ priority, latencyTier, resourceCost })),
  ),
).map((hint, sortKey) => Object.freeze({ ...hint, sortKey }));

/**
 * A hint: one of 48 that are made once, each of which knows its place.
 *
 * They go by priority; within it by latency tier, hot first; within that by resource cost, the
 * lightest first, as in shortest job first.
 *
 * @throws RangeError when there is no such priority, tier or cost
 * @example
 * ```ts
 * schedulingHint('high', 'hot', 'light').sortKey; // 13
 * ```
 */
export function schedulingHint(
  priority: Priority,
  latencyTier: LatencyTier,
  resourceCost: ResourceCost,
): SchedulingHint {
  const tiers = rankIn(PRIORITIES, priority, 'priority') * LATENCY_TIERS.length;
  const costs =
    (tiers + rankIn(LATENCY_TIERS, latencyTier, 'latency tier')) * RESOURCE_COSTS.length;
  return hints[costs + rankIn(RESOURCE_COSTS, resourceCost, 'resource cost')]!;
}

/** The lane of a hint, from 0 for critical to 3 for low. */
export function laneOf({ sortKey }: SchedulingHint): number {
  return (sortKey / HINTS_A_PRIORITY) | 0;
}

/** The place of a priority, from 0 for critical to 3 for low. */
export function rankOf(priority: Priority): number {
  return rankIn(PRIORITIES, priority, 'priority');
}

function rankIn(known: readonly string[], given: string, what: string): number {
  const rank = known.indexOf(given);
  if (rank >= 0) return rank;
  throw new RangeError(`There is no ${what} '${given}'; there are: ${known.join(', ')}.`);
}
