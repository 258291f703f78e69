import type { RunResult } from '../../simulation/result.ts';
import { run } from '../../simulation/run.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { SearchedRuns } from './search.ts';
import { type LoggedStep, StepLog } from './step-log.ts';
import { watched } from './watched.ts';

/** Where two runs that should be one part. */
export interface Parting {
  /** What the first run did there; undefined when it had ended. */
  readonly first: LoggedStep | undefined;
  /** What the second run did there; undefined when it had ended. */
  readonly second: LoggedStep | undefined;
}

export interface Twice {
  /** What the first run came to. */
  readonly result: RunResult;
  /** Undefined when the second run was the same. */
  readonly parting: Parting | undefined;
}

/**
 * Runs a simulation twice with one seed, and tells the first step that differs. That one does
 * means that the simulation depends on more than its seed: on state outside of its actors that the
 * first run has left behind, on the host, on the order of what has none.
 */
export async function runTwice(
  simulation: Simulation,
  options: SearchedRuns & { readonly seed?: number | undefined },
): Promise<Twice> {
  const first = await logged(simulation, options);
  const second = await logged(simulation, { ...options, seed: first.result.seed });
  const { result } = first;
  if (result.traceHash === second.result.traceHash) return { result, parting: undefined };
  // What comes after the last step of both belongs to none.
  const at = first.log.partsFrom(second.log) ?? first.log.size;
  return { result, parting: { first: first.log.at(at), second: second.log.at(at) } };
}

async function logged(
  simulation: Simulation,
  options: SearchedRuns & { readonly seed?: number | undefined },
): Promise<{ result: RunResult; log: StepLog }> {
  const log = new StepLog();
  const seen = watched(simulation, (swarm) => log.watch(swarm));
  return { result: await run(seen, options), log };
}
