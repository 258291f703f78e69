import type { Address } from 'statehive';
import type { EventObject } from 'xstate';

/**
 * Processes that know each other by number, from 0: what protocols with a fixed membership are given.
 *
 * @example
 * ```ts
 * const group: Group<RaftMessage> = { size: 3, at: (index) => servers.at(index) };
 * const servers: Population<typeof raftServerMachine> = swarm.populate(raftServerMachine, 3, …);
 * ```
 */
export interface Group<TEvent extends EventObject> {
  readonly size: number;
  at(index: number): Address<TEvent>;
}

/** The fewest that any two such sets of a group of this size have one in common. */
export function majorityOf({ size }: { readonly size: number }): number {
  return Math.floor(size / 2) + 1;
}

/** The numbers of all in a group but one. */
export function othersThan(index: number, { size }: { readonly size: number }): readonly number[] {
  return Array.from({ length: size }, (_, other) => other).filter((other) => other !== index);
}
