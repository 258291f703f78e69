import type { EngineName } from '../actors/engine.ts';
import type { Fault } from '../faults/fault.ts';
import type { Fallback } from '../swarm/engines.ts';
import type { PropertyKind, PropertyResult } from './properties.ts';

/** How a run ended. */
export type Outcome = 'completed' | 'limit' | 'violated' | 'failed' | 'aborted';

/** A property that was violated. */
export interface Violation {
  /** The property's name. */
  readonly property: string;
  readonly kind: PropertyKind;
  /** After which step of the run, from 1; 0 is before the first. */
  readonly step: number;
  /** Simulated ms; of what should have come to hold, when its time was over. */
  readonly atMs: number;
  /** The envelope whose delivery broke it; none when a timer did, or time itself. */
  readonly envelope: ViolatingEnvelope | undefined;
  /** Why it does not hold, in lines, if the property tells. */
  readonly explanation: readonly string[];
}

/** An envelope as a result holds it. */
export interface ViolatingEnvelope {
  readonly from: string;
  readonly to: string;
  readonly event: unknown;
  readonly sentAtMs: number;
  readonly dueAtMs: number;
}

/** What a run came to. Everything but `wallMs` is the same on every machine for the same seed. */
export interface RunResult<TParams = unknown, TMetrics = unknown, TReport = unknown> {
  readonly simulation: string;
  readonly seed: number;
  readonly params: TParams;
  /** What ran the machines, but for those of `fallbacks`. */
  readonly engine: EngineName;
  /** The machines that XState's interpreter ran, because they cannot be compiled. */
  readonly fallbacks: readonly Fallback[];
  readonly outcome: Outcome;
  /** The outcome in words: which limit, which property, which error. */
  readonly reason: string;
  /** Simulated ms that passed. */
  readonly simulatedMs: number;
  /** Wall ms that computing it took. */
  readonly wallMs: number;
  /** Events that actors took, starts included. */
  readonly events: number;
  /** Events that reached nobody. */
  readonly deadLetters: number;
  /** Envelopes that faults have lost. */
  readonly lost: number;
  /** 16 hexadecimal digits over all envelopes and transitions, in order. */
  readonly traceHash: string;
  readonly metrics: TMetrics;
  /** Every property of the simulation, and what the run says of it. */
  readonly properties: readonly PropertyResult[];
  readonly violations: readonly Violation[];
  /** The faults that have struck, in order: as a `script` they make the same run again. */
  readonly faults: readonly Fault[];
  /** How many more were to strike after the run's end: it says nothing of what they would have done. */
  readonly faultsToCome: number;
  /** What the simulation's `report` returned; undefined if it has none, or the run failed. */
  readonly report: TReport | undefined;
  /** What the simulation's `product` returned; undefined if it has none, or the run failed. */
  readonly product: unknown;
  /** What it was given of the runs before; undefined when that was nothing. */
  readonly memory: ReadonlyMap<string, unknown> | undefined;
  /** What the simulation's `remember` returned; undefined if it has none, or the run failed. */
  readonly remembered: ReadonlyMap<string, unknown> | undefined;
  /** The error of a run that failed. */
  readonly failure: Error | undefined;
}
