import type { Children } from './children.ts';

/** As in XState's snapshots. */
export type Status = 'active' | 'done' | 'error' | 'stopped';

/** What most actors never have. Treated as immutable. */
export interface Extra {
  readonly status: Status;
  readonly output: unknown;
  readonly error: unknown;
  readonly children: Children | undefined;
}

/**
 * The whole state of an actor: an integer and a context.
 *
 * The caller owns the object; it may be one for each actor, or one that is
 * filled from columns before a step and read after it.
 */
export interface ActorState {
  /** The active states and what history states remember, interned by the compiled machine. */
  configuration: number;
  context: unknown;
  /** Present once the actor has children or is no longer active. */
  extra: Extra | undefined;
}
