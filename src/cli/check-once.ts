import { type BehaviourScript, behaviourScript } from '../check/behaviour-script.ts';
import { type CheckOptions, check } from '../check/check.ts';
import type { Strategy } from '../check/explore/frontiers.ts';
import type { Fairness, FaultBounds, NetworkKind, TimerOrder } from '../simulation/checking.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { reportCheck } from './check-progress.ts';
import { checkJson, checkText } from './check-text.ts';
import { exitCode } from './exit-code.ts';
import { parametersFrom } from './flags.ts';
import { interruptible } from './interruptible.ts';
import { writeScript } from './save-finding.ts';
import { checkWritable } from './write-whole.ts';

/** The flags of `statehive check` that are not the simulation's own. */
export interface CheckFlags extends Partial<FaultBounds> {
  readonly network?: NetworkKind;
  readonly lossy?: boolean;
  readonly timers?: TimerOrder;
  readonly prompt?: boolean;
  readonly discard?: boolean;
  readonly deadlock?: boolean;
  readonly fair?: Fairness;
  readonly symmetry?: boolean;
  readonly partialOrder?: boolean;
  readonly search?: Strategy;
  readonly walks?: number;
  readonly seed?: number;
  readonly bitState?: number;
  readonly maxDepth?: number;
  readonly maxStates?: number;
  readonly maxMemory?: number;
  readonly maxWallMs?: number;
  readonly stopAtViolation?: boolean;
  readonly mermaid?: boolean;
  readonly save?: string;
  readonly json?: boolean;
}

/**
 * Checks a simulation and prints what was found.
 *
 * @param name - what the simulation was asked for by, a name or a file
 * @returns the exit code: 1 when a property does not hold
 */
export async function checkOnce(
  name: string,
  simulation: Simulation,
  flags: CheckFlags,
): Promise<number> {
  if (flags.save !== undefined) checkWritable(flags.save);
  const options = optionsOf(simulation, flags);
  const result = await interruptible((signal) =>
    reportCheck(check(simulation, { ...options, signal })),
  );
  process.stdout.write(
    flags.json ? checkJson(result) : checkText(simulation, result, flags.mermaid ?? false),
  );
  if (flags.save !== undefined) save(flags.save, behaviourScript(name, result, options));
  if (result.outcome === 'violated') return exitCode.failed;
  return result.outcome === 'aborted' ? exitCode.interrupted : exitCode.fine;
}

function optionsOf(simulation: Simulation, flags: CheckFlags): CheckOptions {
  const { network, lossy, discard, deadlock, fair, symmetry, search, stopAtViolation } = flags;
  const { losses, duplications, crashes, restarts } = flags;
  const { partialOrder, walks, seed, bitState, timers, prompt } = flags;
  const { maxDepth: depth, maxStates: states, maxMemory: bytes, maxWallMs: wallMs } = flags;
  return given({
    params: parametersFrom({ ...flags }, simulation),
    network,
    lossy,
    timers,
    prompt,
    discard,
    deadlock,
    fair,
    symmetry,
    partialOrder,
    strategy: search,
    seed,
    bitState,
    stopAtViolation,
    faults: given({ losses, duplications, crashes, restarts }),
    limits: given({ walks, depth, states, bytes, wallMs }),
  });
}

function given<T extends object>(options: T): T {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as T;
}

function save(file: string, script: BehaviourScript | undefined): void {
  if (script === undefined) {
    process.stderr.write(`${file} was not written: there is no counterexample.\n`);
    return;
  }
  writeScript(file, script);
}
