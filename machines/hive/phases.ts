/** The phases of a hive's work, in order. */
export const PHASES = ['spawn', 'analyse', 'detect', 'resolve', 'validate', 'generate'] as const;

/** One of them. */
export type Phase = (typeof PHASES)[number];

/** What the queen tells whoever observes her: a phase has begun, or is over. */
export interface PhaseEmission {
  readonly type: 'phaseBegan' | 'phaseEnded';
  readonly phase: Phase;
}
