import type { SchedulerLike } from 'rxjs';
import type { Address } from 'statehive';

/** What the actors of a random swarm say to each other. */
export const WORDS = ['GO', 'NEXT', 'BACK', 'BREAK', 'ASK'] as const;

export interface Word {
  readonly type: (typeof WORDS)[number];
  /** How often it may still give rise to other words, so that talk dies down. */
  readonly hops: number;
}

export interface Meet {
  readonly type: 'MEET';
  readonly peers: readonly Address<Word>[];
}

export interface Said {
  readonly type: 'said' | 'heard';
  readonly what: unknown;
}

/** What comes from children. */
export interface News {
  readonly type: 'NEWS';
  readonly n: number;
}

/** What becomes of a child that was spawned, and not invoked. */
export interface Fate {
  readonly type: 'xstate.done.actor.kid' | 'xstate.error.actor.kid';
}

export interface Input {
  readonly scheduler: SchedulerLike;
}

export interface Context extends Input {
  readonly peers: readonly Address<Word>[];
  readonly n: number;
  readonly notes: readonly string[];
}
