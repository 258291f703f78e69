/**
 * What the network does with messages while behaviours are explored: any of those on their way may
 * arrive next (`unordered`); it may moreover arrive again and again (`duplicating`); or those of one
 * link arrive as they were sent (`ordered`).
 */
export const NETWORK_KINDS = ['unordered', 'duplicating', 'ordered'] as const;

export type NetworkKind = (typeof NETWORK_KINDS)[number];

/**
 * Which timers may fire next: any that is armed, however long its delay; or only one that is due before all
 * others, by delays that are fixed.
 */
export const TIMER_ORDERS = ['any', 'by-time'] as const;

export type TimerOrder = (typeof TIMER_ORDERS)[number];

/** To whom an endless behaviour owes something: to each actor, or to each message and timer as well. */
export const FAIRNESSES = ['actors', 'moves'] as const;

export type Fairness = (typeof FAIRNESSES)[number] | false;

/** How many of each fault a behaviour may have at most; Infinity for as many as there may be. */
export interface FaultBounds {
  readonly losses: number;
  readonly duplications: number;
  readonly crashes: number;
  readonly restarts: number;
}

/** What behaviours are explored: what the world may do, besides letting time pass. */
export interface Checking {
  /** What the network may do with messages. @defaultValue 'unordered' */
  readonly network?: NetworkKind;
  /** Whether any number of messages may be lost; `faults.losses` bounds it. @defaultValue false */
  readonly lossy?: boolean;
  /**
   * Which timers may fire next. By time, what the network takes stays open: a message may arrive before or
   * after any of them. @defaultValue 'any'
   */
  readonly timers?: TimerOrder;
  /**
   * Whether what is on its way arrives before any timer fires, and what a machine takes no notice of is
   * gone: for what rests on messages that outlast no delay, as in a synchronous system. Does not go with a
   * `duplicating` network, on which something always is on its way. @defaultValue false
   */
  readonly prompt?: boolean;
  /** How many of each fault a behaviour may have at most. @defaultValue 0 of each */
  readonly faults?: Partial<FaultBounds>;
  /**
   * Whether a message that a machine takes no notice of is gone, as in a run. Otherwise it stays on
   * its way, and not to take it is no step, which makes no difference to what can `always` be, but
   * may to what must come `eventually`. Does not matter on an `ordered` network, where it is gone,
   * and on a `duplicating` one, where it stays. @defaultValue false
   */
  readonly discard?: boolean;
  /** Whether the state of a duplicating network remembers which message arrived last. @defaultValue false */
  readonly remembersLast?: boolean;
  /**
   * Whether a state in which nothing can happen is a fault, unless every actor has ended or is in
   * a state with the tag `end`. @defaultValue false
   */
  readonly deadlock?: boolean;
  /**
   * Of behaviours that never end, only those count in which nothing can happen all the time and never does
   * (weak fairness), when what must come `eventually` is judged: no step of an actor, with `actors`; with
   * `moves` moreover no delivery of a message, and no timer
   * that is armed all the time. @defaultValue false
   */
  readonly fair?: Fairness;
}
