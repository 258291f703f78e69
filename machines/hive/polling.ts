import type { Address } from 'statehive';
import { assign, enqueueActions, setup } from 'xstate';
import type { Ask, Cast } from './messages.ts';
import type { Question } from './roles/judgements.ts';
import type { Decision } from './voting/decision.ts';
import { castBallot, closePoll, isDecided, openPoll, type Poll } from './voting/poll.ts';
import type { QuorumRule } from './voting/quorum.ts';

/** What is voted on, by whom, and when votes decide. */
export interface PollingInput {
  readonly questions: readonly Question[];
  readonly rule: QuorumRule;
  readonly agents: readonly Address<Ask>[];
  /** How many agents may vote: those that are not up count as well. */
  readonly electorate: number;
  /** How long the agents have, simulated ms. */
  readonly deadlineMs: number;
}

/** What the vote came to. */
export interface PollingOutput {
  /** In the order of the questions. */
  readonly decisions: readonly Decision[];
  /** How many agents had voted when the poll was closed. */
  readonly ballots: number;
}

export interface PollingContext {
  readonly poll: Poll;
  readonly agents: readonly Address<Ask>[];
  readonly deadlineMs: number;
}

/**
 * A vote of agents: asks all of them, closes the poll as soon as each question has its quorum,
 * and at a deadline in any case, so that no agent can stop it.
 */
export const pollingMachine = setup({
  types: {
    input: {} as PollingInput,
    context: {} as PollingContext,
    events: {} as Cast,
    output: {} as PollingOutput,
  },
  guards: { isDecided: ({ context }) => isDecided(context.poll) },
  delays: { deadline: ({ context }) => context.deadlineMs },
  actions: {
    ask: enqueueActions(({ context, enqueue, self }) => {
      const { questions } = context.poll;
      if (questions.length === 0) return;
      for (const agent of context.agents) {
        enqueue.sendTo(agent, { type: 'ASK', questions, replyTo: self });
      }
    }),
    count: assign({ poll: ({ context, event }) => castBallot(context.poll, event.ballot) }),
  },
}).createMachine({
  id: 'polling',
  context: ({ input: { agents, deadlineMs, ...poll } }) => ({
    agents,
    deadlineMs,
    poll: openPoll(poll),
  }),
  entry: 'ask',
  initial: 'open',
  states: {
    open: {
      on: { CAST: { actions: 'count' } },
      always: { guard: 'isDecided', target: 'closed' },
      after: { deadline: 'closed' },
    },
    closed: { type: 'final' },
  },
  output: ({ context }) => ({
    decisions: closePoll(context.poll),
    ballots: context.poll.ballots.length,
  }),
});
