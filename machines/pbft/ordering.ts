import { type Commit, digestOf, type NewView, type PrePrepare, type Prepare } from './messages.ts';
import { numberToCommit, type PbftReplicaContext, withoutNumber } from './replica-context.ts';
import { type Slots, slotAt, withPrePrepare, withPrepare } from './slots.ts';

/** What a primary gives numbers to: all requests that wait and have none. */
export function proposalsOf(context: PbftReplicaContext): readonly PrePrepare[] {
  const { view, index: replica } = context;
  const first = nextSequence(context);
  return withoutNumber(context).map((request, at) => {
    return { type: 'PRE_PREPARE', view, sequence: first + at, replica, request };
  });
}

/** A backup's answer to a pre-prepare. */
export function prepareFor({ view, sequence, request }: PrePrepare, replica: number): Prepare {
  return { type: 'PREPARE', view, sequence, replica, digest: digestOf(request) };
}

/** A backup's answers to the pre-prepares of a new view. */
export function preparesFor({ prePrepares }: NewView, replica: number): readonly Prepare[] {
  return prePrepares.map((prePrepare) => prepareFor(prePrepare, replica));
}

/** What a replica commits to next: the lowest number that is prepared and that it has not committed to. */
export function commitOf(context: PbftReplicaContext): Commit {
  const { view, index: replica, slots } = context;
  const sequence = numberToCommit(context) ?? 0;
  return { type: 'COMMIT', view, sequence, replica, digest: slotAt(slots, sequence).digest ?? '' };
}

export function withPrePrepares(slots: Slots, prePrepares: readonly PrePrepare[]): Slots {
  return prePrepares.reduce(withPrePrepare, slots);
}

export function withPrepares(slots: Slots, prepares: readonly Prepare[]): Slots {
  return prepares.reduce(withPrepare, slots);
}

function nextSequence({ slots, executed }: PbftReplicaContext): number {
  const given = [...slots].filter(([, { digest }]) => digest !== undefined);
  return Math.max(executed, ...given.map(([sequence]) => sequence)) + 1;
}
