/** `node exploration-run.js <simulation> <parameters as JSON>`: one check, for whoever has forked this process. */
import { check } from 'statehive';
import { paxos, raft, twoPhaseCommit } from 'statehive/simulations';
import { cpuNowMs } from '../runner/cpu-clock.ts';

const simulations = { paxos, raft, 'two-phase-commit': twoPhaseCommit };

/** The simulations that are explored in a process of their own. */
export type Explorable = keyof typeof simulations;

/** What a check in a process of its own came to. */
export interface ExplorationRun {
  readonly states: number;
  readonly cpuMs: number;
  readonly bytesPerState: number;
  /** The most that the process has had in memory, all of Node included. */
  readonly peakBytes: number;
}

const [name, text] = process.argv.slice(2);
const params: object = JSON.parse(text!);
const beganAtMs = cpuNowMs();
const { isComplete, reason, unique, bytesPerState } = await explore(name as Explorable);
if (!isComplete) throw new Error(`Not all states were found: ${reason}`);
const peakBytes = process.resourceUsage().maxRSS * 1_024;
const cpuMs = cpuNowMs() - beganAtMs;
const told: ExplorationRun = { states: unique, cpuMs, bytesPerState, peakBytes };
process.send?.(told);

function explore(simulation: Explorable) {
  if (simulation === 'paxos') return check(paxos, { params });
  return simulation === 'raft' ? check(raft, { params }) : check(twoPhaseCommit, { params });
}
