import type { Address } from 'statehive';

/** A client wants an operation to be executed, once. Signed by the client: nobody else can make one. */
export interface Request {
  readonly type: 'REQUEST';
  readonly client: number;
  /** Grows with each request of a client. */
  readonly timestamp: number;
  readonly operation: string;
  readonly replyTo: Address<Reply>;
}

/** What a replica has executed, and what came of it. */
export interface Reply {
  readonly type: 'REPLY';
  readonly view: number;
  readonly timestamp: number;
  readonly replica: number;
  /** How many operations had been executed, this one included. */
  readonly result: number;
}

/** The primary of a view gives a request its number. */
export interface PrePrepare {
  readonly type: 'PRE_PREPARE';
  readonly view: number;
  readonly sequence: number;
  readonly replica: number;
  /** None is the null request, which fills a gap and does nothing. */
  readonly request: Request | undefined;
}

/** A backup agrees to a number. */
export interface Prepare {
  readonly type: 'PREPARE';
  readonly view: number;
  readonly sequence: number;
  readonly replica: number;
  readonly digest: string;
}

/** A replica knows that enough others agree to a number in this view. */
export interface Commit {
  readonly type: 'COMMIT';
  readonly view: number;
  readonly sequence: number;
  readonly replica: number;
  readonly digest: string;
}

/** A request that was prepared at a replica: the pre-prepare and 2f prepares prove it. */
export interface Prepared {
  readonly view: number;
  readonly sequence: number;
  readonly request: Request | undefined;
}

/** A replica wants another primary, and tells what it has prepared. */
export interface ViewChange {
  readonly type: 'VIEW_CHANGE';
  /** The view that it moves to. */
  readonly view: number;
  readonly replica: number;
  /** The latest of each sequence number, in their order. */
  readonly prepared: readonly Prepared[];
}

/** The primary of a view begins it. */
export interface NewView {
  readonly type: 'NEW_VIEW';
  readonly view: number;
  readonly replica: number;
  /** Of 2f + 1 replicas: what the pre-prepares follow from. */
  readonly viewChanges: readonly ViewChange[];
  readonly prePrepares: readonly PrePrepare[];
}

/** What orders requests within a view. */
export type Ordering = PrePrepare | Prepare | Commit;

/** What a replica takes. */
export type PbftMessage = Request | Ordering | ViewChange | NewView;

/** Stands for a request in prepares and commits. The paper has a hash here; this is the text itself. */
export function digestOf(request: Request | undefined): string {
  if (request === undefined) return 'null';
  return `${request.client}.${request.timestamp} ${request.operation}`;
}
