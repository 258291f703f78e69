import type { Draws } from './draws.ts';

/** A PHOLD simulation under way. */
export interface Loop {
  /** Simulated time of the last event. */
  readonly nowMs: number;
  /** Handles one event for each draw and returns the hash of all events so far. */
  run(draws: Draws): number;
}

/** Starts a loop with one event for each draw of `population`. */
export type StartLoop = (population: Draws) => Loop;

/** Hash of the order in which processes got their events, extended by one event. */
export function extendHash(hash: number, process: number): number {
  return Math.imul(hash ^ process, 0x01000193);
}

export const EMPTY_HASH = 0x811c9dc5 | 0;
