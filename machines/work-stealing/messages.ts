/** A unit of work, by its place in a computation. */
export type Thread = string;

/** A worker without work asks for some. */
export interface Steal {
  readonly type: 'STEAL';
  readonly thief: number;
}

/** The answer: the topmost thread of the victim, if it has one to give. */
export interface Loot {
  readonly type: 'LOOT';
  readonly thread: Thread | undefined;
}

export type WorkStealingMessage = Steal | Loot;
