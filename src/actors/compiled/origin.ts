import type { AnyStateMachine } from 'xstate';

/** Where in a machine's definition something stands: to resolve names, and to name it in errors. */
export interface Origin {
  readonly machine: AnyStateMachine;
  /** The id of the state node. */
  readonly state: string;
}
