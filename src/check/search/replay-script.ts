import { script } from '../../faults/script.ts';
import type { RunResult } from '../../simulation/result.ts';
import { run } from '../../simulation/run.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { breakageOf, isSameBreakage } from './breakage.ts';
import { takeCheckpoints } from './evidence.ts';
import type { Checkpoint, RunScript } from './script-file.ts';
import { watched } from './watched.ts';

/** The steps between which a run parts from what was recorded of it. */
export interface PartsBetween {
  /** The last checkpoint at which they were the same; undefined when the first differs. */
  readonly same: Checkpoint | undefined;
  /** The first at which they are not; undefined when that comes after the last. */
  readonly other: Checkpoint | undefined;
}

export interface ReplayedScript {
  readonly result: RunResult;
  /** Whether what was expected to break is broken. */
  readonly isReproduced: boolean;
  /** Where it parts from what was recorded; undefined when it has the same trace hash. */
  readonly parting: PartsBetween | undefined;
}

/** Runs once more the run that a script file holds, and holds it against what the file expects. */
export async function replayScript(
  simulation: Simulation,
  file: RunScript,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<ReplayedScript> {
  const { params, seed, engine, limits, faults, expected } = file;
  const wanted = new Set(expected.checkpoints.map(({ step }) => step));
  const checkpoints: Checkpoint[] = [];
  const seen = watched(simulation, (swarm) =>
    takeCheckpoints(swarm, (step) => wanted.has(step), checkpoints),
  );
  const options = { params, seed, engine, limits, faults: script(faults) };
  const result = await run(seen, signal === undefined ? options : { ...options, signal });
  const isSame = result.traceHash === expected.traceHash;
  return {
    result,
    isReproduced: isSameBreakage(breakageOf(result), expected.breakage),
    parting: isSame ? undefined : partingOf(expected.checkpoints, checkpoints),
  };
}

function partingOf(expected: readonly Checkpoint[], found: readonly Checkpoint[]): PartsBetween {
  const at = expected.findIndex(({ digest }, index) => found[index]?.digest !== digest);
  if (at < 0) return { same: expected.at(-1), other: undefined };
  return { same: expected[at - 1], other: expected[at] };
}
