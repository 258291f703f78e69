import { type AnyActorLogic, type AnyMachineSnapshot, createActor } from 'xstate';
import type { Workload } from './workloads.ts';

/** Sends a workload's events to XState's own actor of some logic, and tells where it ends. */
export function sendThrough(
  logic: AnyActorLogic,
  { input, events }: Workload,
  count: number,
): AnyMachineSnapshot {
  const actor = createActor(logic, { input }).start();
  for (let at = 0; at < count; at++) actor.send(events[at % events.length]!);
  return actor.getSnapshot() as AnyMachineSnapshot;
}

/** The state and context of a snapshot, to see whether two are equal. */
export function checksumOf({ value, context }: AnyMachineSnapshot): { checksum: string } {
  return { checksum: JSON.stringify([value, context]) };
}
