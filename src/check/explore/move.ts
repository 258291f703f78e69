import type { ActorNumber } from '../../actors/engine.ts';

/** What a move is, in words that can be told. */
export interface Label {
  readonly kind: 'deliver' | 'duplicate' | 'fire' | 'lose' | 'crash' | 'restart';
  /** The actor that acts, or that the fault befalls. */
  readonly actor: ActorNumber;
  /** The message that is delivered, or lost. */
  readonly message?: number;
  /** The type of the event that a timer fires. */
  readonly timer?: string;
  /** The types of the timers that it arms. */
  readonly armed?: readonly string[];
  /** Messages that the actor sends. */
  readonly sent: readonly number[];
  /** What its machine throws. */
  readonly error?: unknown;
}

/** What may happen next to one actor, whose cell it changes; to others it applies operations. */
export interface Move {
  readonly component: number;
  /** A list of operations, by number. */
  readonly operations: number;
  /** The components of which it changes what can be seen: local states, and what is not an actor's. */
  readonly changes: readonly number[];
  /** The actors that it sends to, as bits by slot; {@link EVERYTHING} if it does more than that. */
  readonly targets: number;
  readonly label: Label;
}

/** The targets of a move whose place among the moves of others makes a difference. */
export const EVERYTHING = -1;

/** Actors of higher slots have no bit. */
export const SLOTS_MAX = 31;
