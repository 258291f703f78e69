import type { AddressPattern } from '../network/addresses.ts';
import type { LinkPattern } from '../network/links.ts';
import type { RestartState } from '../swarm/outages.ts';

/** When a fault strikes, and for how long. */
export interface Lasting {
  /** Simulated ms, >= 0. */
  readonly atMs: number;
  /** Simulated ms until it is healed, > 0; for good when left out. */
  readonly forMs?: number;
}

/** Whom a fault of actors strikes: those that run when it does. */
export interface OfActors {
  readonly actor: AddressPattern;
}

/** Which links a fault of the network is on, and how likely an envelope is to be hit. */
export interface OfLinks {
  /** All links when left out. */
  readonly links?: LinkPattern;
  /** From 0 to 1. */
  readonly probability: number;
}

/** Actors go down, and restart when it heals: see `swarm.crash`. */
export interface Crash extends Lasting, OfActors {
  readonly kind: 'crash';
  /** What state they restart with. @defaultValue 'kept' */
  readonly state?: RestartState;
}

/** All that is due for actors waits until it heals. */
export interface Pause extends Lasting, OfActors {
  readonly kind: 'pause';
}

/** Actors take what comes one by one, each so much later. */
export interface SlowDown extends Lasting, OfActors {
  readonly kind: 'slowDown';
  /** What each event costs, simulated ms, > 0. */
  readonly serviceMs: number;
}

/** The clocks of actors run fast or slow: a timer of d ms that they arm takes d / rate. */
export interface ClockDrift extends Lasting, OfActors {
  readonly kind: 'clockDrift';
  /** Above 0; 1 is the right time, 2 is twice as fast. */
  readonly rate: number;
}

/** Actors send other events than they mean to. */
export interface Byzantine extends Lasting, OfActors {
  readonly kind: 'byzantine';
  /** One of the simulation's `rewriters`. */
  readonly rewrite: string;
}

/** Two groups of actors cannot reach each other, children on the side of their parents. */
export interface Partition extends Lasting {
  readonly kind: 'partition';
  readonly from: readonly AddressPattern[];
  /** All others when left out. */
  readonly to?: readonly AddressPattern[];
  /** Whether only what `from` sends to `to` is lost. @defaultValue false */
  readonly oneWay?: boolean;
}

/** Envelopes are lost. */
export interface LossFault extends Lasting, OfLinks {
  readonly kind: 'loss';
}

/** Envelopes arrive twice. */
export interface DuplicationFault extends Lasting, OfLinks {
  readonly kind: 'duplication';
}

/** Envelopes take longer, by exponential times. */
export interface DelaySpikesFault extends Lasting, OfLinks {
  readonly kind: 'delaySpikes';
  /** How much longer on average, simulated ms, > 0. */
  readonly meanMs: number;
}

/** Envelopes are overtaken by those sent after them, also where the network keeps their order. */
export interface ReorderingFault extends Lasting, OfLinks {
  readonly kind: 'reordering';
  /** By how much an envelope is held back at most, simulated ms, > 0. */
  readonly withinMs: number;
}

/** Something that goes wrong in a run, as plain data. */
export type Fault =
  | Crash
  | Pause
  | SlowDown
  | ClockDrift
  | Byzantine
  | Partition
  | LossFault
  | DuplicationFault
  | DelaySpikesFault
  | ReorderingFault;
