import { forkProgram, nextMessage } from '../runner/own-process.ts';
import type { CaseParams } from '../suite.ts';
import type { Explorable, ExplorationRun } from './exploration-run.ts';

/**
 * Finds all states in a process of its own.
 *
 * @throws Error if there are not so many
 */
export async function exploreAlone(
  simulation: Explorable,
  params: CaseParams,
  states: number,
): Promise<ExplorationRun> {
  const child = forkProgram('check/exploration-run', [simulation, JSON.stringify(params)]);
  const found = await nextMessage<ExplorationRun>(child);
  if (found.states !== states) throw new Error(`${found.states} states, not ${states}.`);
  return found;
}
