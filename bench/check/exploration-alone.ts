import { forkProgram, nextMessage } from '../runner/own-process.ts';
import type { Case, CaseParams, Effort, Scenario } from '../suite.ts';
import type { Explorable, ExplorationRun } from './exploration-run.ts';

interface Size {
  readonly params: CaseParams;
  readonly states: number;
}

/** All states of Paxos with two rival proposers, who try once: what several values may come to. */
export const paxosStates = scenarioOf('paxos', 'how fast all states of Paxos are found', {
  quick: [{ params: { acceptors: 2 }, states: 424 }],
  full: [
    { params: { acceptors: 3 }, states: 104_944 },
    { params: { acceptors: 4 }, states: 1_224_000 },
  ],
});

/** All states of Raft: two terms of elections, and one term in which a client has a command. */
export const raftStates = scenarioOf('raft', 'how fast all states of Raft are found', {
  quick: [{ params: { servers: 2, clients: 0, terms: 2 }, states: 287 }],
  full: [
    { params: { servers: 3, clients: 0, terms: 2 }, states: 1_279_461 },
    { params: { servers: 3, clients: 1, commands: 1 }, states: 2_103_963 },
  ],
});

const TEN_MILLION = { params: { managers: 9 }, states: 10_340_352 };

/** The checker alone, from cold, so that the peak of memory is its own. */
export const scalingUp: Scenario = {
  ...scenarioOf('two-phase-commit', 'how time and memory grow with the number of states', {
    quick: [{ params: { managers: 2 }, states: 56 }],
    full: [
      { params: { managers: 7 }, states: 296_448 },
      { params: { managers: 8 }, states: 1_745_408 },
      TEN_MILLION,
    ],
  }),
  name: 'scaling_up',
  floors: [{ params: TEN_MILLION.params, figure: 'peak', percentile: 'p99', below: 4e9 }],
};

function scenarioOf(
  simulation: Explorable,
  shows: string,
  sizes: Readonly<Record<Effort, readonly Size[]>>,
): Scenario {
  return {
    name: simulation,
    shows,
    seeds: 0,
    cases: (effort) => sizes[effort].map((size) => explorationOf(simulation, size, effort)),
  };
}

function explorationOf(simulation: Explorable, { params, states }: Size, effort: Effort): Case {
  return {
    params,
    does: 'process',
    operations: states,
    isContest: true,
    calls: effort === 'quick' ? 1 : 3,
    async work() {
      const { cpuMs, bytesPerState, peakBytes } = await exploreAlone(simulation, params, states);
      return {
        hash: String(states),
        cpuMs: { exploration: cpuMs },
        bytes: { 'per state': bytesPerState, peak: peakBytes },
      };
    },
  };
}

/**
 * Finds all states in a process of its own.
 *
 * @throws Error if there are not so many
 */
async function exploreAlone(
  simulation: Explorable,
  params: CaseParams,
  states: number,
): Promise<ExplorationRun> {
  const child = forkProgram('check/exploration-run', [simulation, JSON.stringify(params)]);
  const found = await nextMessage<ExplorationRun>(child);
  if (found.states !== states) throw new Error(`${found.states} states, not ${states}.`);
  return found;
}
