import type { Observable } from 'rxjs';
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

/** Keeps what follows from all emissions from now on, one after the other. */
export function keepHistory<T>(
  emissions$: Observable<Emission>,
  initial: T,
  next: Continue<T>,
): History<T> {
  const history = { value: initial };
  emissions$.subscribe(({ actor, event }) => {
    history.value = next(history.value, { actor, event });
  });
  return history;
}
