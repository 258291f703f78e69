import type { Chaos, CheckOptions, Simulation } from 'statehive';
import type { z } from 'zod';

/** A protocol with one mistake, of a kind that people make, and how it comes to light. */
export interface Twin {
  readonly mistake: string;
  readonly broken: Simulation;
  /** The same simulation without the mistake. */
  readonly sound: Simulation;
  /** What breaks. */
  readonly property: string;
  readonly checking: CheckOptions<z.ZodObject>;
  /** Of the shortest counterexample. */
  readonly steps: number;
  /** States of the sound one in the same world. */
  readonly states: number;
  /** What brings it to light in runs. */
  readonly chaos: Chaos;
  /** Of the runs. */
  readonly params?: Record<string, unknown>;
}
