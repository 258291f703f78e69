import type { Address } from 'statehive';

/** Asks for a permit. To ask again, while waiting or holding, is the same request once more. */
export interface Acquire {
  readonly type: 'ACQUIRE';
  readonly holder: Address<PermitNotice>;
}

/** Gives a permit back, or gives up the wait for one. */
export interface Release {
  readonly type: 'RELEASE';
  readonly holder: Address<PermitNotice>;
}

/** Asks for the lease on a permit to begin anew. */
export interface Renew {
  readonly type: 'RENEW';
  readonly holder: Address<PermitNotice>;
  readonly token: number;
  /** Which renewal of this permit it is, from 1, which confirms that the permit has arrived. */
  readonly renewal: number;
}

/** A permit, for as long as a lease lasts from when it was sent. */
export interface Granted {
  readonly type: 'GRANTED';
  /** One more for each permit that is granted: whatever it is used on can refuse older ones. */
  readonly token: number;
  /** Simulated ms. */
  readonly leaseMs: number;
}

/** The lease has begun anew. */
export interface Renewed {
  readonly type: 'RENEWED';
  readonly token: number;
  readonly renewal: number;
}

/** The permit is not, or no longer, the holder's. */
export interface Refused {
  readonly type: 'REFUSED';
  readonly token: number;
}

/** What a semaphore tells those who ask. */
export type PermitNotice = Granted | Renewed | Refused;

/** What a semaphore can be sent. */
export type PermitRequest = Acquire | Release | Renew;
