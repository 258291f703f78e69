import { check } from 'statehive';
import {
  twoPhaseCoordinatorMachine as coordinatorMachine,
  twoPhaseManagerMachine as managerMachine,
  twoPhaseCommit,
} from 'statehive/simulations';
import { Contest } from '../runner/contest/contest.ts';
import { cpuNowMs } from '../runner/cpu-clock.ts';
import type { Case, Comparison, Effort, Reached, Scenario, Way } from '../suite.ts';
import { isSpinInstalled, Spin, type SpinOrder } from './spin.ts';
import { exploreByTransition, stubOf } from './xstate-exploration.ts';

interface Size {
  readonly managers: number;
  readonly states: number;
  readonly calls: number;
  /** Whether XState comes to an end in minutes. */
  readonly isForXState?: boolean;
}

const SIZES: Readonly<Record<Effort, readonly Size[]>> = {
  quick: [{ managers: 3, states: 288, calls: 2, isForXState: true }],
  full: [
    { managers: 5, states: 8_832, calls: 7, isForXState: true },
    { managers: 6, states: 50_816, calls: 5, isForXState: true },
    { managers: 7, states: 296_448, calls: 5 },
    { managers: 8, states: 1_745_408, calls: 5 },
    { managers: 9, states: 10_340_352, calls: 3 },
  ],
};

const spinOrders: readonly SpinOrder[] = isSpinInstalled() ? ['breadth-first', 'depth-first'] : [];
const SPIN_GOALS = { 'breadth-first': 2, 'depth-first': 1 };
const otherwise =
  'small models spend their time on each step of each machine, taken for the first time';

/** Each call explores all states in every way, which must be as many. */
export const twoPhaseCommitStates: Scenario = {
  name: 'two_phase_commit',
  shows: 'how fast all states of two-phase commit are found, beside XState alone and beside SPIN',
  seeds: 0,
  comparisons: SIZES.full.flatMap(comparisonsAt),
  cases: (effort) => SIZES[effort].map(explorationOf),
};

function comparisonsAt({ managers, isForXState = false }: Size): Comparison[] {
  const why = managers < 8 ? { otherwise } : {};
  const common = { params: { managers }, figure: 'statehive', kind: 'cpu', ...why } as const;
  return [
    ...(isForXState ? [{ ...common, beside: 'xstate transition()', goal: 100 }] : []),
    ...spinOrders.map((order) => ({ ...common, beside: `spin ${order}`, goal: SPIN_GOALS[order] })),
  ];
}

function explorationOf({ managers, states, calls, isForXState = false }: Size): Case {
  let contest: Contest | undefined;
  return {
    params: { managers },
    does: 'all ways',
    operations: states,
    isContest: true,
    calls,
    async work() {
      contest ??= new Contest([
        byStatehive(managers, states),
        ...(isForXState ? [byXState(managers)] : []),
        ...(await Promise.all(spinOrders.map((order) => bySpin(managers, states, order)))),
      ]);
      return contest.round();
    },
  };
}

function byStatehive(managers: number, states: number): Way {
  return {
    name: 'statehive',
    async run() {
      const beganAtMs = cpuNowMs();
      const result = await check(twoPhaseCommit, { params: { managers } });
      const cpuMs = cpuNowMs() - beganAtMs;
      const { unique, outcome, bytesPerState } = result;
      if (outcome !== 'complete' || unique !== states) {
        throw new Error(`${managers} managers: ${outcome} with ${unique} states, not ${states}.`);
      }
      return { checksum: String(unique), cpuMs, bytes: bytesPerState };
    },
  };
}

const delays = { prepare: 1, giveUp: 1, commit: 1, abort: 1 };

/** The machines of the simulation, but for delays, which are drawn in a swarm alone. */
function byXState(count: number): Way {
  const managers = Array.from({ length: count }, (_, manager) => stubOf(manager + 1));
  const actors = [
    {
      machine: coordinatorMachine.provide({ delays }),
      told: { type: 'BEGIN', managers: new Set(managers) },
    },
    ...managers.map(() => ({
      machine: managerMachine.provide({ delays }),
      input: { coordinator: stubOf(0) },
    })),
  ];
  return {
    name: 'xstate transition()',
    run(): Reached {
      const beganAtMs = cpuNowMs();
      const checksum = String(exploreByTransition(actors));
      return { checksum, cpuMs: cpuNowMs() - beganAtMs };
    },
  };
}

async function bySpin(managers: number, states: number, order: SpinOrder): Promise<Way> {
  const spin = await Spin.for(managers, order);
  return {
    name: spin.name,
    async run() {
      const { states: found, bytesPerState, cpuMs } = await spin.explore(states);
      return { checksum: String(found), cpuMs, bytes: bytesPerState };
    },
  };
}
