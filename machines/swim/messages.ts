import type { MembershipUpdate } from './updates.ts';

interface Piggybacking {
  /** What goes along with it. */
  readonly updates: readonly MembershipUpdate[];
}

/** Asks a member whether it is up; `onBehalfOf` another when that one has asked for it. */
export interface Ping extends Piggybacking {
  readonly type: 'PING';
  readonly from: number;
  readonly period: number;
  readonly onBehalfOf?: number;
}

/** Asks a member to ping another. */
export interface PingRequest extends Piggybacking {
  readonly type: 'PING_REQUEST';
  readonly from: number;
  readonly period: number;
  readonly target: number;
}

/** Says that `target` is up, to who has asked in a period of its own. */
export interface Acknowledgement extends Piggybacking {
  readonly type: 'ACKNOWLEDGEMENT';
  readonly target: number;
  readonly period: number;
  readonly onBehalfOf?: number;
}

export type SwimMessage = Ping | PingRequest | Acknowledgement;
