import type { Effort, Suite } from '../../suite.ts';
import { type CommandLine, CommandLineError } from '../command-line.ts';
import { watched } from '../watched.ts';
import { compareSuites, pairsIn } from './compare-suites.ts';
import type { ComparedRun } from './compared-run.ts';
import { leftOutLines } from './comparison-text.ts';
import { neverCompared } from './contenders.ts';
import { forkedSide } from './forked-side.ts';
import { ownBuild, savedBuild } from './saved-run.ts';

/**
 * Compares this build with that of a saved run, each in processes of its own.
 *
 * @throws CommandLineError if there is nothing to compare
 */
export async function compareWith(
  before: string,
  { suites, effort, allowance }: CommandLine,
): Promise<ComparedRun> {
  const [saved, own] = [savedBuild(before), ownBuild()];
  checkComparable(suites, effort);
  return watched(pairsIn(suites, effort), async ({ progress, signal }) => {
    const compared = await compareSuites(suites, {
      effort,
      before: () => forkedSide(saved, effort),
      now: () => forkedSide(own, effort),
      allowance,
      progress,
      signal,
    });
    const isComplete = !signal.aborted;
    return { effort, node: process.version, before, allowance, isComplete, ...compared };
  });
}

/** @throws CommandLineError if suites have nothing that two builds can do in turns */
export function checkComparable(suites: readonly Suite[], effort: Effort): void {
  if (pairsIn(suites, effort) > 0) return;
  const names = suites.map(({ name }) => `'${name}'`).join(', ');
  const why = leftOutLines(neverCompared(suites, effort)).map((line) => `\n  ${line}`);
  throw new CommandLineError(
    `There is nothing in ${names} that can be compared; set the tables of two runs side by side.` +
      why.join(''),
  );
}
