import type { Group } from '../group.ts';
import type { BullyMessage } from './messages.ts';

/** What a node is given. */
export interface BullyInput {
  /** Its number in the group: the highest that is up is to lead. */
  readonly index: number;
  readonly group: Group<BullyMessage>;
  /** How long a node that is called may take to answer, simulated ms: `T` in the paper. */
  readonly timeoutMs: number;
  /** How often a node that is in no election makes sure that all is well, simulated ms. */
  readonly periodMs: number;
  /**
   * Whether a node that has not answered in time is down. The paper assumes that whoever is up
   * answers in time, so that time alone can tell, and this is always true.
   */
  readonly isDown: (index: number) => boolean;
}

/** What a node knows: of the paper's state vector all but the status, which is its state. */
export interface BullyContext extends BullyInput {
  /** Who leads, as far as it knows: `c` in the paper. */
  readonly coordinator: number | undefined;
  /** Who halted it last: `h`. */
  readonly haltedBy: number | undefined;
  /** Those whom it has halted: `Up`. */
  readonly up: readonly number[];
  /** Whom it is about to call, one after the other; the first is called now. */
  readonly toCall: readonly number[];
  /** How many elections it has begun. */
  readonly elections: number;
}

/** Nobody leads yet. */
export function beginning(input: BullyInput): BullyContext {
  const nobody = { coordinator: undefined, haltedBy: undefined, up: [], toCall: [] };
  return { ...input, ...nobody, elections: 0 };
}

/** Those with a higher number, the lowest first. */
export function higherThan({ index, group }: BullyInput): number[] {
  return Array.from({ length: group.size - 1 - index }, (_, nth) => index + 1 + nth);
}

/** Those with a lower number, the highest first. */
export function lowerThan({ index }: BullyInput): number[] {
  return Array.from({ length: index }, (_, nth) => index - 1 - nth);
}
