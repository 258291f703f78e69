import { z } from 'zod';
import { type Checking, NETWORK_KINDS, TIMER_ORDERS } from '../simulation/checking.ts';
import type { CheckOptions, CheckResult } from './check.ts';
import { type Counterexample, plain } from './counterexample.ts';

/** A behaviour that a check has found, as a file holds it: all that makes it happen again. */
export interface BehaviourScript {
  readonly kind: 'statehive.script';
  readonly by: 'check';
  /** The simulation's name, or its file. */
  readonly simulation: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** What the world may do, where the simulation does not say. */
  readonly checking: Checking;
  readonly expected: Counterexample;
}

const bound = z.int().min(0).optional();

export const behaviourSchema = z.strictObject({
  kind: z.literal('statehive.script'),
  by: z.literal('check'),
  simulation: z.string().min(1),
  params: z.record(z.string(), z.unknown()),
  checking: z.strictObject({
    network: z.enum(NETWORK_KINDS).optional(),
    lossy: z.boolean().optional(),
    timers: z.enum(TIMER_ORDERS).optional(),
    prompt: z.boolean().optional(),
    faults: z
      .strictObject({ losses: bound, duplications: bound, crashes: bound, restarts: bound })
      .optional(),
    discard: z.boolean().optional(),
    remembersLast: z.boolean().optional(),
    deadlock: z.boolean().optional(),
  }),
  expected: z.strictObject({
    property: z.string(),
    kind: z.enum(['always', 'never', 'sometimes', 'eventually', 'deadlock', 'failure']),
    initial: z.int().min(0),
    loopsFrom: z.int().min(0).optional(),
    explanation: z.array(z.string()).optional(),
    steps: z.array(
      z.strictObject({
        kind: z.enum(['deliver', 'duplicate', 'fire', 'lose', 'crash', 'restart']),
        actor: z.string(),
        from: z.string().optional(),
        event: z.unknown().optional(),
        sent: z.array(z.strictObject({ to: z.string(), event: z.unknown() })),
        error: z.string().optional(),
      }),
    ),
  }),
});

/**
 * What makes the first counterexample of a check happen again, as JSON holds it.
 *
 * @param name - how the simulation is found again: its name, or its file
 * @returns undefined when the check found no counterexample
 */
export function behaviourScript(
  name: string,
  { params, counterexamples: [first] }: CheckResult,
  options: CheckOptions,
): BehaviourScript | undefined {
  if (first === undefined) return undefined;
  const { network, lossy, timers, prompt, faults, discard, remembersLast, deadlock } = options;
  const checking = { network, lossy, timers, prompt, faults, discard, remembersLast, deadlock };
  const kind = 'statehive.script';
  const script = { kind, by: 'check', simulation: name, params, checking, expected: first };
  return JSON.parse(JSON.stringify(script, plain)) as BehaviourScript;
}
