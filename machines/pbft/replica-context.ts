import type { Group } from '../group.ts';
import {
  digestOf,
  type Ordering,
  type PbftMessage,
  type Prepared,
  type Reply,
  type Request,
  type ViewChange,
} from './messages.ts';
import { primaryOf, tolerated } from './quorums.ts';
import { isCommitted, isPrepared, type Slots, slotAt } from './slots.ts';

/** What a replica is given. */
export interface PbftReplicaInput {
  /** Its number in the group. */
  readonly index: number;
  /** All replicas: 3f + 1. */
  readonly replicas: Group<PbftMessage>;
  /** How long a request may take before another primary is wanted, simulated ms; doubled each time. */
  readonly timeoutMs: number;
}

export interface PbftReplicaContext extends PbftReplicaInput {
  readonly view: number;
  /** The log of the current view. */
  readonly slots: Slots;
  /** By sequence number, what was prepared last, in whatever view. */
  readonly prepared: ReadonlyMap<number, Prepared>;
  /** The highest number that is executed, as are all below it. */
  readonly executed: number;
  /** How many operations were executed. */
  readonly operations: number;
  /** By client, its last request that was executed, and the result. */
  readonly results: ReadonlyMap<number, { readonly timestamp: number; readonly result: number }>;
  /** Requests that are not executed yet, the oldest first. */
  readonly waiting: readonly Request[];
  /** The request that a timer runs for, by its digest. */
  readonly timed: string | undefined;
  /** View changes since something was executed: the timeout doubles with each. */
  readonly attempts: number;
  /** The latest of each replica. */
  readonly viewChanges: readonly ViewChange[];
  /** What is of views that have not begun here: it waits as if it were on its way. */
  readonly early: readonly Ordering[];
}

export function startingContext(input: PbftReplicaInput): PbftReplicaContext {
  return {
    ...input,
    view: 0,
    slots: new Map(),
    prepared: new Map(),
    executed: 0,
    operations: 0,
    results: new Map(),
    waiting: [],
    timed: undefined,
    attempts: 0,
    viewChanges: [],
    early: [],
  };
}

export function isPrimary({ index, view, replicas }: PbftReplicaContext): boolean {
  return index === primaryOf(view, replicas);
}

export function isExecuted({ results }: PbftReplicaContext, { client, timestamp }: Request) {
  return (results.get(client)?.timestamp ?? 0) >= timestamp;
}

/** The answer to the last request of a client that was executed. */
export function replyTo(
  { view, index: replica, results }: Pick<PbftReplicaContext, 'view' | 'index' | 'results'>,
  client: number,
): Reply {
  const { timestamp, result } = results.get(client)!;
  return { type: 'REPLY', view, timestamp, replica, result };
}

/** With a request that is to be executed. */
export function withWaiting(waiting: readonly Request[], request: Request): readonly Request[] {
  const digest = digestOf(request);
  return waiting.some((one) => digestOf(one) === digest) ? waiting : [...waiting, request];
}

/** The lowest number that is prepared, and to which the replica has not committed; undefined for none. */
export function numberToCommit({ slots, index, replicas }: PbftReplicaContext) {
  const f = tolerated(replicas);
  const open = [...slots].filter(
    ([, slot]) =>
      isPrepared(slot, f) &&
      !slot.commits.some(({ replica, digest }) => replica === index && digest === slot.digest),
  );
  return open.length === 0 ? undefined : Math.min(...open.map(([sequence]) => sequence));
}

export function canExecute({ slots, executed, replicas }: PbftReplicaContext): boolean {
  return isCommitted(slotAt(slots, executed + 1), tolerated(replicas));
}

/** The requests that wait, and have no number in this view. */
export function withoutNumber({ waiting, slots }: PbftReplicaContext): readonly Request[] {
  const numbered = new Set([...slots.values()].map(({ digest }) => digest));
  return waiting.filter((request) => !numbered.has(digestOf(request)));
}
