import { fifo, gamma, latency, lognormal, type NetworkOperator, type Swarm } from 'statehive';
import { type AgentTraits, type Knowledge, queenMachine } from 'statehive/machines';

/** A coefficient of variation of 1/2, as in the hive simulation. */
const SHAPE = 4;
const LOOKUP_MS = 0.002;

/** What agents of all hives are like. */
export const traits: AgentTraits = {
  startup: gamma({ shape: SHAPE, scale: 5 / SHAPE }),
  effort: gamma({ shape: SHAPE, scale: LOOKUP_MS / SHAPE }),
  doubt: 0.2,
  crashesAfterMs: undefined,
};

/** What hives are like, beside what they know. */
export interface HiveOptions {
  /** @defaultValue 12 */
  readonly agents?: number;
  /** @defaultValue 'parallel' */
  readonly spawn?: 'sequential' | 'parallel';
  /** How many hives there are in one swarm. @defaultValue 1 */
  readonly hives?: number;
}

/** The network of the hive simulation, with its defaults. */
export function hiveNetwork(): NetworkOperator[] {
  return [latency(lognormal({ median: 1, p99: 5 })), fifo()];
}

/** Spawns queens as the hive simulation does, none of whose agents crashes or is too late. */
export function spawnQueens(swarm: Swarm, knowledge: Knowledge, options: HiveOptions) {
  const { agents = 12, spawn = 'parallel', hives = 1 } = options;
  const input = {
    knowledge,
    agents,
    traitsOf: () => traits,
    spawn,
    deadlineMs: 10_000,
    lookupMs: LOOKUP_MS,
  };
  return Array.from({ length: hives }, (_, hive) =>
    swarm.spawn(queenMachine, { id: `queen-${hive}`, input }),
  );
}
