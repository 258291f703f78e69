import { type Evidence, evidenceFor } from '../check/search/evidence.ts';
import type { ScriptFile } from '../check/search/script-file.ts';
import { type Finding, findingOf, type SearchedRuns } from '../check/search/search.ts';
import { shrink } from '../check/search/shrink.ts';
import type { RunResult } from '../simulation/result.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { reportShrink } from './search-progress.ts';
import { writeWhole } from './write-whole.ts';

export interface ShrinkingRuns extends SearchedRuns {
  /** The simulation's name, or its file. */
  readonly name: string;
}

/** A finding with as few faults as will do. */
export interface Proof extends Evidence {
  readonly finding: Finding;
  /** How many runs it took to shrink the faults. */
  readonly runs: number;
}

/** Shrinks the faults of a finding, and takes down what happens with those that are left. */
export async function prove(
  simulation: Simulation,
  found: Finding,
  { faults: _, ...options }: ShrinkingRuns,
): Promise<Proof> {
  const reporter = reportShrink();
  const { finding, runs } = await shrink(simulation, found, { ...options, onRun: reporter.tell });
  reporter.end();
  return { ...(await evidenceFor(simulation, finding, options)), finding, runs };
}

/** Writes what a run broke, with its faults shrunk, as a script; nothing when it broke nothing. */
export async function saveFinding(
  simulation: Simulation,
  result: RunResult,
  { file, ...runs }: ShrinkingRuns & { readonly file: string },
): Promise<void> {
  const [found] = findingOf(result);
  if (found === undefined) {
    process.stderr.write(`${file} was not written: the run broke nothing.\n`);
    return;
  }
  const { file: script } = await prove(simulation, found, runs);
  writeScript(file, script);
}

export function writeScript(file: string, script: ScriptFile): void {
  writeWhole(file, `${JSON.stringify(script, null, 2)}\n`);
  process.stderr.write(`Wrote ${file}. Replay it: statehive replay ${file}\n`);
}
