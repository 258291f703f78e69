import type { Fault } from './fault.ts';
import { parseFaults } from './fault-schema.ts';

/** Faults that are known beforehand. */
export interface Script {
  readonly kind: 'script';
  readonly faults: readonly Fault[];
}

/**
 * Lets exactly these faults strike a run.
 *
 * @throws TypeError when one is not as it must be; it says which, and what is wrong with it
 * @example
 * ```ts
 * await run(queue, { faults: script([{ kind: 'crash', actor: 'source', atMs: 100, forMs: 50 }]) });
 * ```
 */
export function script(faults: readonly Fault[]): Script {
  return { kind: 'script', faults: parseFaults(faults) };
}
