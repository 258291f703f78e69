/**
 * What one node calls another for, by its name in the paper.
 *
 * - `ARE_YOU_THERE`: is it up?
 * - `ARE_YOU_NORMAL`: is it at work?
 * - `HALT`: it is to stop what it does, for there is an election
 * - `NEW_COORDINATOR`: whoever halted it leads from now on
 * - `READY`: it is to go to work
 */
export type BullyCallType =
  | 'ARE_YOU_THERE'
  | 'ARE_YOU_NORMAL'
  | 'HALT'
  | 'NEW_COORDINATOR'
  | 'READY';

/** A call, with the number of the node that calls. */
export type BullyCall = {
  readonly [type in BullyCallType]: { readonly type: type; readonly from: number };
}[BullyCallType];

/** That a node has taken a call. */
export interface BullyAnswer {
  readonly type: 'ANSWER';
  readonly to: BullyCallType;
  readonly from: number;
  /** Whether it is at work. */
  readonly isNormal: boolean;
}

export type BullyMessage = BullyCall | BullyAnswer;
