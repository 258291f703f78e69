import { type RunOptions, run } from 'statehive';
import { pipeline } from 'statehive/simulations';
import type { Reached } from '../suite.ts';

type Options = RunOptions<typeof pipeline.params>;

/**
 * Runs the pipeline simulation to its end. Its checksum is of what came out, which is the same in
 * whichever way and order, unless something was skipped.
 *
 * @throws Error if it does not get there
 */
export async function runPipeline(
  params: NonNullable<Options['params']>,
  options: Omit<Options, 'params'>,
): Promise<Reached & { readonly simulatedMs: number }> {
  const ran = await run(pipeline, { ...options, params });
  if (ran.outcome !== 'completed') throw new Error(ran.reason);
  const { outcome, artifactBytes } = ran.report!;
  return { checksum: `${outcome} ${artifactBytes}`, simulatedMs: ran.simulatedMs };
}
