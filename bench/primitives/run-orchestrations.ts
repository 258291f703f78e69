import { type RunOptions, run } from 'statehive';
import { integrated } from 'statehive/simulations';

type Options = RunOptions<typeof integrated.params>;
type Params = NonNullable<Options['params']>;

export interface Orchestrations extends Omit<Options, 'params'> {
  /** How many, all at once. */
  readonly hives: number;
  readonly artifacts: Params['artifacts'];
}

/**
 * Has hives of three agents go all the way from two real packs to a registry that is read.
 *
 * @throws Error if they do not get there
 */
export async function runOrchestrations({ hives, artifacts, ...options }: Orchestrations) {
  const params = { only: 'foaf,org', hives, agents: 3, workers: 2, readers: 1, artifacts };
  const result = await run(integrated, { ...options, params });
  if (result.outcome !== 'completed') throw new Error(result.reason);
  return result;
}
