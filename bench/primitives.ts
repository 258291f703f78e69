/**
 * Primitives: scheduler, snapshots and proposals without any actor, beside plain loops, a binary
 * heap, `Array.sort` and `structuredClone` that do the same work.
 *
 * One operation often takes less than reading the clock. So each timed turn does many, as many as
 * `operations` says: p50 and p99 are of turns, and divided by it of an operation's mean within a
 * turn; a single slow operation shows only as far as it slows its turn. Turns are short, a few to
 * some hundred microseconds, so that garbage collection and the host do show in p99.
 *
 * The references are of the Rust code that these scenarios come from. What the figures do not
 * show: contention between threads, and how the actors around these structures fare.
 */
import { commutativeAggregation } from './primitives/commutative-aggregation.ts';
import { conditionalAggregation } from './primitives/conditional-aggregation.ts';
import { conflictDetection } from './primitives/conflict-detection.ts';
import { priorityScheduling } from './primitives/priority-scheduling.ts';
import { proposalMerging } from './primitives/proposal-merging.ts';
import { schedulerQueueDepth } from './primitives/scheduler-queue-depth.ts';
import { schedulingHintSorting } from './primitives/scheduling-hint-sorting.ts';
import { snapshotReads } from './primitives/snapshot-reads.ts';
import { snapshotWrites } from './primitives/snapshot-writes.ts';
import type { Suite } from './suite.ts';

export const primitives: Suite = {
  name: 'primitives',
  scenarios: [
    snapshotReads,
    snapshotWrites,
    commutativeAggregation,
    conditionalAggregation,
    priorityScheduling,
    schedulerQueueDepth,
    conflictDetection,
    proposalMerging,
    schedulingHintSorting,
  ],
};
