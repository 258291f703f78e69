import type { Origin } from '../origin.ts';
import { implementationsOf } from '../xstate-internals.ts';

/** A delay as it stands in an action: fixed, computed, or named in the machine's implementations. */
export function resolveDelay(raw: unknown, { machine }: Origin): unknown {
  return typeof raw === 'string' ? implementationsOf(machine).delays[raw] : raw;
}
