import { assign, emit, setup } from 'xstate';
import { emptySet, including } from '../index-set.ts';
import { createQuorumVoteMachine, type QuorumVoteOutput } from '../quorum-vote/quorum-vote.ts';
import { agentMachine } from './agent.ts';
import { added, countOf } from './chunks.ts';
import { compose } from './composition/composition.ts';
import { decisionOf } from './decision.ts';
import type { Ready } from './messages.ts';
import type { Phase, PhaseEmission } from './phases.ts';
import {
  analysesOf,
  analysts,
  beginning,
  composed,
  detectionOf,
  isHiveUp,
  type QueenContext,
  type QueenInput,
  readyAgents,
  sharingTerms,
  tasksToDetectIn,
} from './queen-context.ts';
import { type Question, questionsOf } from './roles/judgements.ts';
import { rolesAmong } from './roles/roles.ts';
import { type SharingOutput, sharingMachine } from './sharing.ts';
import type { Resolution } from './strategies/resolution.ts';
import { analysisTasks } from './task.ts';

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
    emitted: {} as PhaseEmission,
  },
  actors: {
    agent: agentMachine,
    sharing: sharingMachine,
    vote: createQuorumVoteMachine<Question>(),
  },
  guards: {
    isHiveUp: ({ context }) => isHiveUp(context),
    areMoreToSpawn: ({ context }) => countOf(context.spawned) < context.agents,
  },
  delays: {
    deadline: ({ context }) => context.deadlineMs,
    writing: ({ context }) => composed(context).counts.defined * context.lookupMs,
  },
  actions: {
    beginPhase: emit((_, phase: Phase) => ({ type: 'phaseBegan', phase })),
    endPhase: emit((_, phase: Phase) => ({ type: 'phaseEnded', phase })),
    spawnAgents: assign({
      spawned: ({ context, spawn }) => {
        const { agents, spawned, hive } = context;
        const first = countOf(spawned);
        const until = context.spawn === 'parallel' ? agents : Math.min(agents, first + 1);
        const born = Array.from({ length: until - first }, (_, nth) =>
          spawn('agent', { id: `agent-${first + nth}`, input: hive }),
        );
        return added(spawned, born);
      },
    }),
    welcome: assign({ ready: ({ context, event }) => including(context.ready, event.agent) }),
    takeAnalyses: assign((_, output: SharingOutput) => ({
      analyses: analysesOf(output),
      takenOver: output.takenOver,
    })),
    takeDetection: assign(({ context }, output: SharingOutput) => ({
      detection: detectionOf(output),
      takenOver: context.takenOver + output.takenOver,
    })),
    takeDecisions: assign(({ context }, vote: QuorumVoteOutput<Resolution>) => {
      const decisions = vote.decisions.map(decisionOf);
      const { packs, strategy, rules } = context.knowledge;
      const { conflicts } = context.detection;
      const configuration = compose(packs, decisions, { strategy, rules, conflicts });
      return { decisions, ballots: vote.ballots, configuration };
    }),
    takeVerdict: assign(({ context }, output: SharingOutput) => ({
      left: detectionOf(output).conflicts.length,
      takenOver: context.takenOver + output.takenOver,
    })),
  },
}).createMachine({
  id: 'queen',
  context: ({ input, self }) => {
    const { knowledge, agents, traitsOf } = input;
    const hive = { queen: self, knowledge, traitsOf };
    return { ...input, hive, ready: emptySet(agents), ...beginning };
  },
  initial: 'spawning',
  // An agent that is late for the first phase takes part in those that follow.
  on: { READY: { actions: 'welcome' } },
  states: {
    spawning: {
      entry: [{ type: 'beginPhase', params: 'spawn' }, 'spawnAgents'],
      always: { guard: 'isHiveUp', target: 'analysing' },
      initial: 'waiting',
      states: {
        // Each sign of life restarts the deadline, so that a large hive has the time it needs.
        waiting: {
          on: {
            READY: { target: 'waiting', reenter: true, actions: ['welcome', 'spawnAgents'] },
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
      exit: { type: 'endPhase', params: 'spawn' },
    },
    analysing: {
      entry: { type: 'beginPhase', params: 'analyse' },
      invoke: {
        src: 'sharing',
        id: 'analysing',
        input: ({ context }) => {
          const roles = rolesAmong(context.agents);
          return {
            ...sharingTerms(context),
            agents: analysts(context, roles),
            tasks: analysisTasks(roles),
          };
        },
        onDone: {
          target: 'detecting',
          actions: { type: 'takeAnalyses', params: ({ event }) => event.output },
        },
      },
      exit: { type: 'endPhase', params: 'analyse' },
    },
    detecting: {
      entry: { type: 'beginPhase', params: 'detect' },
      invoke: {
        src: 'sharing',
        id: 'detecting',
        input: ({ context }) => ({
          ...sharingTerms(context),
          agents: readyAgents(context),
          tasks: tasksToDetectIn(context.knowledge.packs, context),
        }),
        onDone: {
          target: 'resolving',
          actions: { type: 'takeDetection', params: ({ event }) => event.output },
        },
      },
      exit: { type: 'endPhase', params: 'detect' },
    },
    resolving: {
      entry: { type: 'beginPhase', params: 'resolve' },
      invoke: {
        src: 'vote',
        id: 'resolving',
        input: ({ context }) => ({
          questions: questionsOf(context.detection.conflicts, context.knowledge),
          rule: context.knowledge.quorum,
          voters: readyAgents(context),
          electorate: context.agents,
          deadlineMs: context.deadlineMs,
        }),
        onDone: {
          target: 'validating',
          actions: { type: 'takeDecisions', params: ({ event }) => event.output },
        },
      },
      exit: { type: 'endPhase', params: 'resolve' },
    },
    validating: {
      entry: { type: 'beginPhase', params: 'validate' },
      invoke: {
        src: 'sharing',
        id: 'validating',
        input: ({ context }) => ({
          ...sharingTerms(context),
          agents: readyAgents(context),
          tasks: tasksToDetectIn(composed(context).packs, context),
        }),
        onDone: {
          target: 'generating',
          actions: { type: 'takeVerdict', params: ({ event }) => event.output },
        },
      },
      exit: { type: 'endPhase', params: 'validate' },
    },
    generating: {
      entry: { type: 'beginPhase', params: 'generate' },
      after: { writing: 'resting' },
      exit: { type: 'endPhase', params: 'generate' },
    },
    // Not final: the hive stays up, as its agents do.
    resting: {},
  },
});
