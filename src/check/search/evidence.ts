import { script } from '../../faults/script.ts';
import type { RunResult } from '../../simulation/result.ts';
import { run } from '../../simulation/run.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { Swarm } from '../../swarm/swarm.ts';
import { LastSteps, type RunHappening } from './last-steps.ts';
import type { Checkpoint, RunScript } from './script-file.ts';
import type { Finding, SearchedRuns } from './search.ts';
import { watched } from './watched.ts';

/** A finding with what a person needs to believe it. */
export interface Evidence {
  /** What makes it happen again, as a file holds it. */
  readonly file: RunScript;
  readonly result: RunResult;
  /** The last things that happened. */
  readonly happenings: readonly RunHappening[];
}

/** About so many checkpoints are kept. */
const CHECKPOINTS = 64;

/**
 * Runs a finding once more, and takes down what happens.
 *
 * @param options.name - how the simulation is found again: its name, or its file
 * @param options.steps - how many of the last steps are kept  @defaultValue 20
 */
export async function evidenceFor(
  simulation: Simulation,
  finding: Finding,
  options: Omit<SearchedRuns, 'faults'> & { readonly name: string; readonly steps?: number },
): Promise<Evidence> {
  const { name, steps = 20, ...runs } = options;
  const { seed, breakage, traceHash, faults } = finding;
  const every = Math.max(1, Math.ceil(finding.events / CHECKPOINTS));
  const checkpoints: Checkpoint[] = [];
  const last = new LastSteps(steps);
  const seen = watched(simulation, (swarm) => {
    last.watch(swarm);
    takeCheckpoints(swarm, (step) => step % every === 0, checkpoints);
  });
  const result = await run(seen, { ...runs, seed, faults: script(faults) });
  const params = result.params as Record<string, unknown>;
  const { engine } = result;
  const expected = { breakage, traceHash, checkpoints };
  const kind = 'statehive.script';
  const how = { params, seed, engine, limits: runs.limits ?? {}, faults };
  const file: RunScript = { kind, by: 'run', simulation: name, ...how, expected };
  return { file, result, happenings: last.happenings };
}

/** Takes the hash of a run after those of its steps that are wanted. */
export function takeCheckpoints(
  swarm: Swarm,
  isWanted: (step: number) => boolean,
  into: Checkpoint[],
): void {
  swarm.transitions$.subscribe(({ step, atMs }) => {
    // Several actors can start in one step: the first of them is looked at.
    if (!isWanted(step) || into.at(-1)?.step === step) return;
    into.push({ step, atMs, digest: swarm.traceHash });
  });
}
