import type { ActorRefFrom } from 'xstate';
import { type IndexSet, indicesOf, isFull, isIn } from '../index-set.ts';
import type { AgentTraits, agentMachine, Hive } from './agent.ts';
import type { Chunks } from './chunks.ts';
import type { Configuration } from './composition/configuration.ts';
import { type Detection, unite } from './conflicts/conflict.ts';
import type { Decision } from './decision.ts';
import type { Knowledge } from './knowledge.ts';
import type { Pack } from './packs/pack.ts';
import type { Analysis } from './roles/judgement.ts';
import { type Role, roleOf } from './roles/roles.ts';
import type { SharingInput, SharingOutput } from './sharing.ts';
import { detectionTasks, type Task } from './task.ts';

type Agent = ActorRefFrom<typeof agentMachine>;

/** What a queen is given. */
export interface QueenInput {
  readonly knowledge: Knowledge;
  /** How many there are to be. */
  readonly agents: number;
  /** What an agent is like, from 0; it always says the same. */
  readonly traitsOf: (agent: number) => AgentTraits;
  /** Whether each agent is spawned when the one before is ready, or all at once. */
  readonly spawn: 'sequential' | 'parallel';
  /** How long each phase waits for the agents, simulated ms. */
  readonly deadlineMs: number;
  /** What a look-up costs the queen when she does an agent's work herself, simulated ms. */
  readonly lookupMs: number;
}

/** What the queen knows, and what her hive has come to so far. */
export interface QueenContext extends QueenInput {
  /** What all of the agents are given. */
  readonly hive: Hive;
  readonly spawned: Chunks<Agent>;
  /** The agents that have reported. */
  readonly ready: IndexSet;
  /** What each role found in the packs. */
  readonly analyses: Readonly<Partial<Record<Role, Analysis>>>;
  readonly detection: Detection;
  /** One for each conflict, in their order. */
  readonly decisions: readonly Decision[];
  /** How many agents had voted when the poll was closed. */
  readonly ballots: number;
  /** What the packs compose to by the decisions. */
  readonly configuration: Configuration | undefined;
  /** How many conflicts the agents found in the configuration: 0, or it is not fit for use. */
  readonly left: number;
  /** Shares of work that the queen did herself, because no agent had by the deadline. */
  readonly takenOver: number;
}

/** What the queen knows of her hive at first. */
export const beginning: Omit<QueenContext, keyof QueenInput | 'hive' | 'ready'> = {
  spawned: [],
  analyses: {},
  detection: { pairs: 0, conflicts: [] },
  decisions: [],
  configuration: undefined,
  left: 0,
  ballots: 0,
  takenOver: 0,
};

/** True when all agents have reported or, in sequence, each has had its time. */
export function isHiveUp({ agents, ready, spawn }: QueenContext): boolean {
  return spawn === 'sequential' ? isIn(ready, agents - 1) : isFull(ready, agents);
}

/**
 * The agents that take part, not in the order in which they reported but in their own: so each
 * gets the same work, and draws the same chances, however the hive was spawned.
 */
export function readyAgents({ spawned, ready }: Pick<QueenContext, 'spawned' | 'ready'>): Agent[] {
  const all = spawned.flat();
  return indicesOf(ready).map((agent) => all[agent]!);
}

/** One agent for each role: the first that has it, or else another. */
export function analysts(
  { spawned, ready }: Pick<QueenContext, 'spawned' | 'ready'>,
  roles: readonly Role[],
): Agent[] {
  const [agents, all] = [indicesOf(ready), spawned.flat()];
  if (agents.length === 0) return [];
  return roles.map((role, nth) => {
    const agent = agents.find((each) => roleOf(each) === role) ?? agents[nth % agents.length]!;
    return all[agent]!;
  });
}

/** On what terms a phase's work is shared out. */
export function sharingTerms({
  knowledge,
  deadlineMs,
  lookupMs,
}: QueenContext): Pick<SharingInput, 'knowledge' | 'deadlineMs' | 'lookupMs'> {
  return { knowledge, deadlineMs, lookupMs };
}

/** A detection in shares for the agents that are ready. */
export function tasksToDetectIn(
  packs: readonly Pack[],
  { ready, knowledge }: Pick<QueenContext, 'ready' | 'knowledge'>,
): Task[] {
  return detectionTasks(packs, indicesOf(ready).length, knowledge.detection);
}

/** The analyses that shares of work add up to. */
export function analysesOf({ findings }: SharingOutput): QueenContext['analyses'] {
  return Object.fromEntries(
    findings.flatMap((finding) =>
      finding.kind === 'analyse' ? [[finding.role, finding.figures]] : [],
    ),
  );
}

/** The detection that shares of work add up to. */
export function detectionOf({ findings }: SharingOutput): Detection {
  return unite(
    findings.flatMap((finding) => (finding.kind === 'detect' ? [finding.detection] : [])),
  );
}

/** @throws Error before the queen has composed the packs */
export function composed({ configuration }: Pick<QueenContext, 'configuration'>): Configuration {
  if (configuration === undefined) throw new Error('The queen has not composed the packs yet.');
  return configuration;
}
