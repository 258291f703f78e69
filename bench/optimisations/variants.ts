import { Contest } from '../runner/contest/contest.ts';
import type { Amounts, Case, CaseParams, Way } from '../suite.ts';

/** An optimisation at one size: a variant and the baseline that it is to beat. */
export interface Variants {
  readonly params: CaseParams;
  /** The baseline first. Both do the same work in every call, in turns. */
  readonly ways: readonly [Way, Way];
  /** What each way takes the modelled swarm, by name, where it is a part of one. */
  simulate?(seed: number): Promise<Readonly<Record<string, number>>>;
  /** What each way takes up or allocates, by name; weighed after each call. */
  weigh?(): Amounts | Promise<Amounts>;
}

/** The case of two variants: a contest in wall time, and both in simulated time. */
export function caseOf({ params, ways, simulate, weigh }: Variants): Case {
  const contest = new Contest(ways);
  return {
    params,
    does: 'both ways',
    isContest: true,
    work: async () => ({ ...(await contest.round()), bytes: (await weigh?.()) ?? {} }),
    ...(simulate !== undefined && {
      simulate: async (seed) => ({
        hash: (await contest.round()).hash,
        simulatedMs: await simulate(seed),
      }),
    }),
  };
}
