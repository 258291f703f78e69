/**
 * The checker: how fast it finds all states of a swarm, and how many bytes it keeps for each.
 *
 * Beside it, in the same calls and in turns: the same machines explored breadth first by XState's own
 * `transition()`, and, where `spin` and `gcc` are installed, SPIN on an equivalent model in Promela,
 * all of them until they have found every state. CPU times are what the ways are compared by; those
 * of SPIN are of its verifier, without the seconds in which that is generated and compiled. Bytes
 * are those of states and of the tables by which they are found. What the figures do not show: that
 * the checker judges three properties meanwhile, and the others none; partial orders and symmetries,
 * by which both it and SPIN could look at fewer states.
 *
 * Then the checker by itself, from cold, in processes of their own: Paxos and Raft at bounded sizes, whose
 * figures include the search for endless behaviours, and two-phase commit up to 10 million states, whose peak of
 * memory, all of Node included, is to stay under 4 GB.
 */
import { paxosStates, raftStates, scalingUp } from './check/exploration-alone.ts';
import { twoPhaseCommitStates } from './check/two-phase-commit.ts';
import type { Suite } from './suite.ts';

export const checkSuite: Suite = {
  name: 'check',
  scenarios: [twoPhaseCommitStates, paxosStates, raftStates, scalingUp],
};
