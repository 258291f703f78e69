import { type Commit, digestOf, type PrePrepare, type Prepare, type Request } from './messages.ts';

/** A replica that agrees to what a digest stands for. */
export interface Agreement {
  readonly replica: number;
  readonly digest: string;
}

/** What a replica's log holds of one sequence number in the current view. */
export interface Slot {
  /** Of the request in the pre-prepare; undefined until there is one. */
  readonly digest: string | undefined;
  readonly request: Request | undefined;
  readonly prepares: readonly Agreement[];
  readonly commits: readonly Agreement[];
}

/** By sequence number, from 1. */
export type Slots = ReadonlyMap<number, Slot>;

const empty: Slot = { digest: undefined, request: undefined, prepares: [], commits: [] };

export function slotAt(slots: Slots, sequence: number): Slot {
  return slots.get(sequence) ?? empty;
}

export function withPrePrepare(slots: Slots, { sequence, request }: PrePrepare): Slots {
  const slot = { ...slotAt(slots, sequence), digest: digestOf(request), request };
  return new Map(slots).set(sequence, slot);
}

export function withPrepare(slots: Slots, prepare: Prepare): Slots {
  const slot = slotAt(slots, prepare.sequence);
  const prepares = withAgreement(slot.prepares, prepare);
  return new Map(slots).set(prepare.sequence, { ...slot, prepares });
}

export function withCommit(slots: Slots, commit: Commit): Slots {
  const slot = slotAt(slots, commit.sequence);
  const commits = withAgreement(slot.commits, commit);
  return new Map(slots).set(commit.sequence, { ...slot, commits });
}

/** Whether there is a pre-prepare, and prepares of 2f backups that match it. */
export function isPrepared(slot: Slot, f: number): boolean {
  return slot.digest !== undefined && matching(slot.prepares, slot.digest) >= 2 * f;
}

/** Whether it is prepared, and 2f + 1 replicas have committed to it (the paper's committed-local). */
export function isCommitted(slot: Slot, f: number): boolean {
  return isPrepared(slot, f) && matching(slot.commits, slot.digest!) >= 2 * f + 1;
}

// In one order, whoever agrees first: logs that hold the same are the same.
function withAgreement(all: readonly Agreement[], { replica, digest }: Agreement) {
  const isKnown = all.some((one) => one.replica === replica && one.digest === digest);
  if (isKnown) return all;
  return [...all, { replica, digest }].sort(
    (one, other) => one.replica - other.replica || (one.digest < other.digest ? -1 : 1),
  );
}

function matching(all: readonly Agreement[], digest: string): number {
  return all.filter((one) => one.digest === digest).length;
}
