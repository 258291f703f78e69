/** The phases of a hive's work, in order. */
export const PHASES = ['spawn', 'analyse', 'detect', 'resolve', 'validate', 'generate'] as const;

/** One of them. */
export type Phase = (typeof PHASES)[number];

/** What the queen tells whoever observes her. */
export interface PhaseEnded {
  readonly type: 'phaseEnded';
  readonly phase: Phase;
  /** Simulated ms. */
  readonly tookMs: number;
}
