import { z } from 'zod';
import type { EngineName } from '../../actors/engine.ts';
import type { Fault } from '../../faults/fault.ts';
import { parseFaults } from '../../faults/fault-schema.ts';
import type { Limits } from '../../simulation/limits.ts';
import { UsageError } from '../../simulation/usage-error.ts';
import { type BehaviourScript, behaviourSchema } from '../behaviour-script.ts';
import type { Breakage } from './breakage.ts';

/** The hash of a run after one of its steps. */
export interface Checkpoint {
  readonly step: number;
  /** Simulated ms. */
  readonly atMs: number;
  readonly digest: string;
}

/** A run that breaks something, as a file holds it: all that makes it happen again. */
export interface RunScript {
  readonly kind: 'statehive.script';
  readonly by: 'run';
  /** The simulation's name, or its file. */
  readonly simulation: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly engine: EngineName;
  /** Those that were set for the run; the others are the simulation's own. */
  readonly limits: Partial<Limits>;
  readonly faults: readonly Fault[];
  readonly expected: {
    readonly breakage: Breakage;
    readonly traceHash: string;
    /** Some of its steps, to tell where another run parts from it. */
    readonly checkpoints: readonly Checkpoint[];
  };
}

/** What `--save` writes, and `statehive replay` takes. */
export type ScriptFile = RunScript | BehaviourScript;

const runSchema = z.strictObject({
  kind: z.literal('statehive.script'),
  by: z.literal('run'),
  simulation: z.string().min(1),
  params: z.record(z.string(), z.unknown()),
  seed: z.int(),
  engine: z.enum(['compiled', 'xstate']),
  limits: z.strictObject({
    events: z.number().positive().optional(),
    simulatedMs: z.number().positive().optional(),
    wallMs: z.number().positive().optional(),
  }),
  faults: z.array(z.unknown()),
  expected: z.strictObject({
    breakage: z.strictObject({
      kind: z.enum(['always', 'never', 'sometimes', 'eventually', 'failure']),
      what: z.string(),
    }),
    traceHash: z.string().regex(/^[0-9a-f]{16}$/, 'must be 16 hexadecimal digits'),
    checkpoints: z.array(
      z.strictObject({ step: z.int(), atMs: z.number(), digest: z.string().length(16) }),
    ),
  }),
});

const scriptSchema = z.discriminatedUnion('by', [runSchema, behaviourSchema]);

/**
 * Reads the text of a script file.
 *
 * @param name - what an error calls the file
 * @throws UsageError that says what is wrong with it
 */
export function parseScriptFile(text: string, name: string): ScriptFile {
  const parsed = scriptSchema.safeParse(jsonOf(text, name));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) =>
      path.length === 0 ? message : `'${path.join('.')}': ${message}`,
    );
    throw new UsageError(`${name} is no script as '--save' writes it: ${problems.join('; ')}.`);
  }
  if (parsed.data.by === 'check') return parsed.data as BehaviourScript;
  const { limits, faults, ...rest } = parsed.data;
  return { ...rest, limits: limits as Partial<Limits>, faults: faultsOf(faults, name) };
}

/**
 * Reads faults from the text of a file: a list of them, or a script file.
 *
 * @throws UsageError that says what is wrong with it
 */
export function parseFaultsFile(text: string, name: string): readonly Fault[] {
  const value = jsonOf(text, name);
  const isScript = typeof value === 'object' && value !== null && 'faults' in value;
  return faultsOf(isScript ? value.faults : value, name);
}

function jsonOf(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${name} is no JSON: ${error instanceof Error ? error.message : error}.`);
  }
}

function faultsOf(value: unknown, name: string): readonly Fault[] {
  try {
    return parseFaults(value);
  } catch (error) {
    throw new UsageError(`${name}: ${error instanceof Error ? error.message : error}`);
  }
}
