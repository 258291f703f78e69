import { digestOf, type NewView, type PrePrepare, type ViewChange } from './messages.ts';
import { primaryOf, quorumOf, weakQuorumOf } from './quorums.ts';
import type { PbftReplicaContext } from './replica-context.ts';

/** Those who want to move to a view. */
export function movingTo(view: number, viewChanges: readonly ViewChange[]): readonly ViewChange[] {
  return viewChanges.filter((one) => one.view === view);
}

/** With one more; the latest of each replica counts. */
export function withViewChange(viewChanges: readonly ViewChange[], one: ViewChange) {
  const older = viewChanges.find(({ replica }) => replica === one.replica);
  if (older !== undefined && older.view >= one.view) return viewChanges;
  return [...viewChanges.filter((other) => other !== older), one].sort(
    (a, b) => a.replica - b.replica,
  );
}

/**
 * The view to move to because f + 1 others, one of them correct, have left this one: the smallest
 * that they want (section 4.5.2).
 */
export function viewToJoin({ view, index, viewChanges, replicas }: PbftReplicaContext) {
  const later = viewChanges.filter((one) => one.replica !== index && one.view > view);
  if (later.length < weakQuorumOf(replicas)) return undefined;
  return Math.min(...later.map((one) => one.view));
}

/** What a replica tells the others when it moves to another view. */
export function viewChangeOf({ view, index: replica, prepared }: PbftReplicaContext): ViewChange {
  const inOrder = [...prepared.values()].sort((one, other) => one.sequence - other.sequence);
  return { type: 'VIEW_CHANGE', view, replica, prepared: inOrder };
}

/** What a primary begins its view with. */
export function newViewOf({ view, index: replica, viewChanges }: PbftReplicaContext): NewView {
  const wanted = movingTo(view, viewChanges);
  const prePrepares = prePreparesFrom(view, replica, wanted);
  return { type: 'NEW_VIEW', view, replica, viewChanges: wanted, prePrepares };
}

/** What the new view begins with: each number keeps the request that was prepared last (section 4.4). */
function prePreparesFrom(
  view: number,
  replica: number,
  viewChanges: readonly ViewChange[],
): readonly PrePrepare[] {
  const prepared = viewChanges.flatMap((one) => one.prepared);
  const last = Math.max(0, ...prepared.map(({ sequence }) => sequence));
  return Array.from({ length: last }, (_, at) => {
    const sequence = at + 1;
    const [latest] = prepared
      .filter((one) => one.sequence === sequence)
      .sort((one, other) => other.view - one.view);
    return { type: 'PRE_PREPARE', view, sequence, replica, request: latest?.request };
  });
}

/** Whether a new view is its primary's to begin, and begins with what it must. */
export function isValidNewView(newView: NewView, { replicas }: PbftReplicaContext): boolean {
  const { view, replica, viewChanges, prePrepares } = newView;
  const from = new Set(movingTo(view, viewChanges).map((one) => one.replica));
  const expected = prePreparesFrom(view, replica, viewChanges);
  return (
    replica === primaryOf(view, replicas) &&
    from.size >= quorumOf(replicas) &&
    expected.length === prePrepares.length &&
    expected.every(({ request }, at) => digestOf(request) === digestOf(prePrepares[at]!.request))
  );
}
