/** Where a run is stopped that does not end by itself. */
export interface Limits {
  /** Events that actors take. @defaultValue 10,000,000 */
  readonly events: number;
  /** Simulated ms. @defaultValue Infinity */
  readonly simulatedMs: number;
  /** Wall ms; a run stopped by it has a trace hash that depends on the machine. @defaultValue Infinity */
  readonly wallMs: number;
}

export const defaultLimits: Limits = {
  events: 10_000_000,
  simulatedMs: Number.POSITIVE_INFINITY,
  wallMs: Number.POSITIVE_INFINITY,
};
