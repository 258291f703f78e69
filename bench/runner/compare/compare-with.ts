import type { CommandLine } from '../command-line.ts';
import { watched } from '../watched.ts';
import { compareSuites, pairsIn } from './compare-suites.ts';
import type { ComparedRun } from './compared-run.ts';
import { forkedSide } from './forked-side.ts';
import { ownBuild, savedBuild } from './saved-run.ts';

/** Compares this build with that of a saved run, each in processes of its own. */
export async function compareWith(
  before: string,
  { suites, effort, allowance }: CommandLine,
): Promise<ComparedRun> {
  const [saved, own] = [savedBuild(before), ownBuild()];
  return watched(pairsIn(suites, effort), async ({ progress, signal }) => {
    const figures = await compareSuites(suites, {
      effort,
      before: () => forkedSide(saved, effort),
      now: () => forkedSide(own, effort),
      allowance,
      progress,
      signal,
    });
    const isComplete = !signal.aborted;
    return { effort, node: process.version, before, allowance, isComplete, figures };
  });
}
