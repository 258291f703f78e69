import type { Emission } from './records.ts';

/** What an actor emitted, without when: a history is the same however long its run took. */
export type Happening = Pick<Emission, 'actor' | 'event'>;

/** What has been observed so far of what actors emit, in the one order in which they emitted it. */
export interface History<T> {
  /** As of now. */
  readonly value: T;
}

/** What a history becomes by one more emission; returns another value, and never changes the old. */
export type Continue<T> = (history: T, happening: Happening) => T;
