import { now } from 'statehive';
import { type ActorRefFrom, assign, emit, setup } from 'xstate';
import { type AgentTraits, agentMachine } from './agent.ts';
import { compose } from './composition/composition.ts';
import type { Configuration } from './composition/configuration.ts';
import { type Detection, unite } from './conflicts/conflict.ts';
import type { Knowledge } from './knowledge.ts';
import type { Ready } from './messages.ts';
import { type PollingOutput, pollingMachine } from './polling.ts';
import type { Analysis } from './roles/judgement.ts';
import { questionsOf } from './roles/judgements.ts';
import { type Role, roleOf } from './roles/roles.ts';
import { type SharingOutput, sharingMachine } from './sharing.ts';
import { analysisTasks, detectionTasks } from './task.ts';
import type { Decision } from './voting/decision.ts';

/** The phases of a hive's work, in order. */
export const PHASES = ['spawn', 'analyse', 'detect', 'resolve', 'validate', 'generate'] as const;

export type Phase = (typeof PHASES)[number];

export interface QueenInput {
  readonly knowledge: Knowledge;
  /** The traits of each agent, in order; as many as there are to be agents. */
  readonly agents: readonly AgentTraits[];
  /** Whether each agent is spawned when the one before is ready, or all at once. */
  readonly spawn: 'sequential' | 'parallel';
  /** How long each phase waits for the agents, simulated ms. */
  readonly deadlineMs: number;
  /** What a look-up costs the queen when she does an agent's work herself, simulated ms. */
  readonly lookupMs: number;
}

/** What the queen tells whoever observes her. */
export interface PhaseEnded {
  readonly type: 'phaseEnded';
  readonly phase: Phase;
  /** Simulated ms. */
  readonly tookMs: number;
}

/** What the queen knows, and what her hive has come to so far. */
export interface QueenContext extends QueenInput {
  readonly spawned: readonly ActorRefFrom<typeof agentMachine>[];
  /** Indices of the agents that have reported, in the order in which they did. */
  readonly ready: readonly number[];
  /** Simulated ms. */
  readonly phaseBeganAtMs: number;
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

/**
 * The queen of a hive: she spawns the agents and leads them through five phases. They analyse
 * the packs, detect conflicts, resolve them by a vote, and validate what she composes by their
 * decisions; then she generates the configuration, and rests. No phase waits longer than its
 * deadline for an agent.
 */
export const queenMachine = setup({
  types: {
    input: {} as QueenInput,
    context: {} as QueenContext,
    events: {} as Ready,
    emitted: {} as PhaseEnded,
  },
  actors: { agent: agentMachine, sharing: sharingMachine, polling: pollingMachine },
  guards: {
    areAllReady: ({ context }) => context.ready.length === context.agents.length,
    areMoreToSpawn: ({ context }) => context.spawned.length < context.agents.length,
  },
  delays: {
    deadline: ({ context }) => context.deadlineMs,
    writing: ({ context }) => composed(context).counts.defined * context.lookupMs,
  },
  actions: {
    beginPhase: assign({ phaseBeganAtMs: () => now() }),
    endPhase: emit(({ context }, { phase }: { phase: Phase }) => ({
      type: 'phaseEnded',
      phase,
      tookMs: now() - context.phaseBeganAtMs,
    })),
    spawnAgents: assign({
      spawned: ({ context, spawn, self }) => {
        const { agents, spawned, knowledge } = context;
        const until = context.spawn === 'parallel' ? agents.length : spawned.length + 1;
        const born = agents.slice(spawned.length, until).map((traits, nth) => {
          const agent = spawned.length + nth;
          const input = { agent, queen: self, knowledge, traits };
          return spawn('agent', { id: `agent-${agent}`, input });
        });
        return [...spawned, ...born];
      },
    }),
    welcome: assign({ ready: ({ context, event }) => [...context.ready, event.agent] }),
    takeAnalyses: assign((_, { findings, takenOver }: SharingOutput) => ({
      analyses: Object.fromEntries(
        findings.flatMap((finding) =>
          finding.kind === 'analyse' ? [[finding.role, finding.figures]] : [],
        ),
      ),
      takenOver,
    })),
    takeDetection: assign(({ context }, output: SharingOutput) => ({
      detection: detectionOf(output),
      takenOver: context.takenOver + output.takenOver,
    })),
    takeDecisions: assign(({ context }, { decisions, ballots }: PollingOutput) => {
      const { packs, strategy, rules } = context.knowledge;
      const { conflicts } = context.detection;
      const configuration = compose(packs, decisions, { strategy, rules, conflicts });
      return { decisions, ballots, configuration };
    }),
    takeVerdict: assign(({ context }, output: SharingOutput) => ({
      left: detectionOf(output).conflicts.length,
      takenOver: context.takenOver + output.takenOver,
    })),
  },
}).createMachine({
  id: 'queen',
  context: ({ input }) => ({
    ...input,
    spawned: [],
    ready: [],
    phaseBeganAtMs: 0,
    analyses: {},
    detection: { pairs: 0, conflicts: [] },
    decisions: [],
    configuration: undefined,
    left: 0,
    ballots: 0,
    takenOver: 0,
  }),
  initial: 'spawning',
  // An agent that is late for the first phase takes part in those that follow.
  on: { READY: { actions: 'welcome' } },
  states: {
    spawning: {
      entry: ['beginPhase', 'spawnAgents'],
      always: { guard: 'areAllReady', target: 'analysing' },
      initial: 'waiting',
      states: {
        // Each sign of life restarts the deadline, so that a large hive has the time it needs.
        waiting: {
          on: {
            READY: [
              {
                guard: 'areMoreToSpawn',
                target: 'waiting',
                reenter: true,
                actions: ['welcome', 'spawnAgents'],
              },
              { target: 'waiting', reenter: true, actions: 'welcome' },
            ],
          },
          after: {
            deadline: [
              {
                guard: 'areMoreToSpawn',
                target: 'waiting',
                reenter: true,
                actions: 'spawnAgents',
              },
              { target: '#queen.analysing' },
            ],
          },
        },
      },
      exit: { type: 'endPhase', params: { phase: 'spawn' } },
    },
    analysing: {
      entry: 'beginPhase',
      invoke: {
        src: 'sharing',
        id: 'analysing',
        input: ({ context }) => ({
          ...sharingOf(context),
          tasks: analysisTasks(context.agents.map((_, agent) => roleOf(agent))),
        }),
        onDone: {
          target: 'detecting',
          actions: { type: 'takeAnalyses', params: ({ event }) => event.output },
        },
      },
      exit: { type: 'endPhase', params: { phase: 'analyse' } },
    },
    detecting: {
      entry: 'beginPhase',
      invoke: {
        src: 'sharing',
        id: 'detecting',
        input: ({ context }) => ({
          ...sharingOf(context),
          tasks: detectionTasks(context.knowledge.packs, context.ready.length),
        }),
        onDone: {
          target: 'resolving',
          actions: { type: 'takeDetection', params: ({ event }) => event.output },
        },
      },
      exit: { type: 'endPhase', params: { phase: 'detect' } },
    },
    resolving: {
      entry: 'beginPhase',
      invoke: {
        src: 'polling',
        id: 'resolving',
        input: ({ context }) => ({
          questions: questionsOf(context.detection.conflicts, context.knowledge),
          rule: context.knowledge.quorum,
          agents: readyAgents(context),
          electorate: context.agents.length,
          deadlineMs: context.deadlineMs,
        }),
        onDone: {
          target: 'validating',
          actions: { type: 'takeDecisions', params: ({ event }) => event.output },
        },
      },
      exit: { type: 'endPhase', params: { phase: 'resolve' } },
    },
    validating: {
      entry: 'beginPhase',
      invoke: {
        src: 'sharing',
        id: 'validating',
        input: ({ context }) => ({
          ...sharingOf(context),
          tasks: detectionTasks(composed(context).packs, context.ready.length),
        }),
        onDone: {
          target: 'generating',
          actions: { type: 'takeVerdict', params: ({ event }) => event.output },
        },
      },
      exit: { type: 'endPhase', params: { phase: 'validate' } },
    },
    generating: {
      entry: 'beginPhase',
      after: { writing: 'resting' },
      exit: { type: 'endPhase', params: { phase: 'generate' } },
    },
    // Not final: the hive stays up, as its agents do.
    resting: {},
  },
});

function sharingOf({ knowledge, deadlineMs, lookupMs, ...context }: QueenContext) {
  return { knowledge, deadlineMs, lookupMs, agents: readyAgents(context) };
}

function readyAgents({ spawned, ready }: Pick<QueenContext, 'spawned' | 'ready'>) {
  return ready.map((agent) => spawned[agent]!);
}

function detectionOf({ findings }: SharingOutput): Detection {
  return unite(
    findings.flatMap((finding) => (finding.kind === 'detect' ? [finding.detection] : [])),
  );
}

function composed({ configuration }: QueenContext): Configuration {
  if (configuration === undefined) throw new Error('The queen has not composed the packs yet.');
  return configuration;
}
