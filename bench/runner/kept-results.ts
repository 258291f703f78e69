import { MemoryError, type OpenMemoryOptions, openMemory } from 'statehive';
import { CommandLineError } from './command-line.ts';
import type { BenchResult } from './result.ts';

/** Where the last run is kept, in the collective memory. */
export const RESULTS_KEY = 'hive/benchmarker/results';
/** Where is kept what its variants gain over their baselines, and of which run that is. */
export const OPTIMIZATIONS_KEY = 'hive/benchmarker/optimizations';

const waiting: OpenMemoryOptions = {
  onWait: (reason) => process.stderr.write(`${reason}: waiting for it to end.\n`),
};

/**
 * Sees before a long run that it can be kept.
 *
 * @throws CommandLineError if the file cannot be used now
 */
export async function checkMemory(file: string, options = waiting): Promise<void> {
  try {
    const memory = await openMemory(file, options);
    await memory.close();
  } catch (error) {
    throw asUsage(error, 'name another file by --memory.');
  }
}

/**
 * Keeps a run in a file of memory, and what variants gain in it: none where it compared none, so that
 * those of an earlier run are never beside it.
 *
 * @throws CommandLineError when the file cannot be used
 */
export async function keepResults(file: string, run: BenchResult): Promise<void> {
  const keptAt = new Date().toISOString();
  const { effort, isComplete } = run;
  const of = { keptAt, effort, isComplete, suites: run.suites.map(({ suite }) => suite) };
  try {
    const memory = await openMemory(file, waiting);
    try {
      await memory.write([
        [RESULTS_KEY, asJson({ ...run, keptAt })],
        [OPTIMIZATIONS_KEY, asJson({ of, gains: gainsOf(run) })],
      ]);
    } finally {
      await memory.close();
    }
  } catch (error) {
    throw asUsage(error, 'the run above was not kept; all else that was asked for is there.');
  }
}

function gainsOf({ suites }: BenchResult) {
  return suites.flatMap(({ suite, scenarios }) =>
    scenarios.flatMap(({ name, comparisons }) =>
      comparisons.map((comparison) => ({ suite, scenario: name, ...comparison })),
    ),
  );
}

/** Without the fields that have no value. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function asUsage(error: unknown, remedy: string): unknown {
  if (!(error instanceof MemoryError)) return error;
  return new CommandLineError(`${error.message}\n${remedy}`, { cause: error });
}
