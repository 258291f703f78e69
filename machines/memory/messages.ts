import type { Address } from 'statehive';

/** Writes a value; what the key held before is gone. */
export interface Remember {
  readonly type: 'REMEMBER';
  readonly key: string;
  /** JSON. */
  readonly value: unknown;
}

/** Asks for the value of a key. */
export interface Recall {
  readonly type: 'RECALL';
  readonly key: string;
  readonly replyTo: Address<Recalled>;
}

/** The value of a key; undefined when nothing was ever written to it. */
export interface Recalled {
  readonly type: 'RECALLED';
  readonly key: string;
  readonly value: unknown;
}

/** Asks for all keys that begin alike, with their values. */
export interface RecallAll {
  readonly type: 'RECALL_ALL';
  readonly prefix: string;
  readonly replyTo: Address<RecalledAll>;
}

export interface RecalledAll {
  readonly type: 'RECALLED_ALL';
  readonly prefix: string;
  /** In the order of their keys. */
  readonly entries: readonly (readonly [key: string, value: unknown])[];
}
