import type { AnyEventObject, Snapshot, StateValue } from 'xstate';
import type { Envelope } from '../network/envelope.ts';

/** One event that one actor has taken, and where that has brought it. */
export interface Transition {
  /** Which step of the run it was, from 1. */
  readonly step: number;
  /** Simulated ms. */
  readonly atMs: number;
  /** The actor's address. */
  readonly actor: string;
  readonly event: AnyEventObject;
  /** The envelope that brought the event; none for a timer and for the start. */
  readonly envelope: Envelope | undefined;
  /** The actor after it. */
  readonly snapshot: Snapshot<unknown>;
  /** The state a machine is in after it; the status of an actor that is no machine. */
  readonly value: StateValue;
}

/** An event that reached nobody. */
export interface DeadLetter {
  /** Simulated ms. */
  readonly atMs: number;
  readonly from: string;
  /** The address it was meant for. */
  readonly to: string;
  readonly event: AnyEventObject;
  /** Why nobody took it, as `it has stopped`. */
  readonly reason: string;
}

/** An envelope that reached nobody because of a fault: of the network, or of its recipient. */
export interface Loss {
  /** When it was lost, simulated ms. */
  readonly atMs: number;
  readonly envelope: Envelope;
  /** Why, as `its recipient is down`. */
  readonly why: string;
}

/** What a fault does, and what ends it. */
export type FaultVerb =
  | 'crash'
  | 'restart'
  | 'pause'
  | 'resume'
  | 'slowDown'
  | 'speedUp'
  | 'drift'
  | 'synchronise'
  | 'corrupt'
  | 'cure'
  | 'partition'
  | 'heal'
  | 'degrade'
  | 'restore';

/** A fault that begins, or ends. */
export interface FaultEvent {
  /** Simulated ms. */
  readonly atMs: number;
  readonly verb: FaultVerb;
  /** The addresses of the actors that it struck; none of a fault of the network. */
  readonly actors: readonly string[];
  /** What else there is to it, as JSON. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** An event that an actor emitted to whoever observes it. */
export interface Emission {
  /** Simulated ms. */
  readonly atMs: number;
  /** The actor's address. */
  readonly actor: string;
  readonly event: AnyEventObject;
}

/** What a machine said by `log`. */
export interface Log {
  /** Simulated ms. */
  readonly atMs: number;
  /** The actor's address. */
  readonly actor: string;
  readonly values: readonly unknown[];
}
