import { openMemory } from 'statehive';
import type { BenchResult } from './result.ts';

/** Where the last run is kept, in the collective memory. */
export const RESULTS_KEY = 'hive/benchmarker/results';
/** Where is kept what its variants gain over their baselines. */
export const OPTIMIZATIONS_KEY = 'hive/benchmarker/optimizations';

/**
 * Keeps a run in a file of memory; what variants gain only where it measured some.
 *
 * @throws MemoryError when the file cannot be used
 */
export async function keepResults(file: string, run: BenchResult): Promise<void> {
  const gains = run.suites.flatMap(({ suite, scenarios }) =>
    scenarios.flatMap(({ name, comparisons }) =>
      comparisons.map((comparison) => ({ suite, scenario: name, ...comparison })),
    ),
  );
  const memory = await openMemory(file);
  try {
    // As JSON has it: fields without a value are not there.
    await memory.write([
      [RESULTS_KEY, JSON.parse(JSON.stringify(run))],
      ...(gains.length > 0
        ? [[OPTIMIZATIONS_KEY, JSON.parse(JSON.stringify(gains))] as const]
        : []),
    ]);
  } finally {
    await memory.close();
  }
}
