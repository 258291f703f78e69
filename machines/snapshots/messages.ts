import type { Address } from 'statehive';
import type { Versioned } from './snapshot-cell.ts';

/** Makes ready what the next commit publishes. */
export interface Stage {
  readonly type: 'STAGE';
  readonly value: unknown;
}

/** Publishes what is staged, and tells `replyTo` which version that is. */
export interface Commit {
  readonly type: 'COMMIT';
  readonly replyTo?: Address<Committed | NothingStaged>;
}

/** Asks for what was committed last. */
export interface Read {
  readonly type: 'READ';
  readonly replyTo: Address<SnapshotRead>;
}

/** What was committed last. */
export interface SnapshotRead {
  readonly type: 'SNAPSHOT';
  readonly snapshot: Versioned<unknown>;
}

export interface Committed {
  readonly type: 'COMMITTED';
  readonly version: number;
}

/** A commit to which there was nothing. */
export interface NothingStaged {
  readonly type: 'NOTHING_STAGED';
  readonly version: number;
}
