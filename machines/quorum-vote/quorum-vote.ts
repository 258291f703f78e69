import type { Address } from 'statehive';
import { assign, enqueueActions, setup } from 'xstate';
import type { Decision } from './decision.ts';
import type { Ask, Cast, Question } from './messages.ts';
import { castBallot, closePoll, isDecided, type OptionOf, openPoll, type Poll } from './poll.ts';
import type { QuorumRule } from './quorum.ts';

/** What is voted on, by whom, and when votes decide. */
export interface QuorumVoteInput<TQuestion extends Question = Question> {
  readonly questions: readonly TQuestion[];
  readonly rule: QuorumRule;
  readonly voters: readonly Address<Ask<TQuestion>>[];
  /** How many may vote: those that are not up count as well. */
  readonly electorate: number;
  /** How long the voters have, simulated ms. */
  readonly deadlineMs: number;
}

/** What the vote came to. */
export interface QuorumVoteOutput<TOption extends string = string> {
  /** In the order of the questions. */
  readonly decisions: readonly Decision<TOption>[];
  /** How many had voted when the poll was closed. */
  readonly ballots: number;
}

export interface QuorumVoteContext<TQuestion extends Question = Question> {
  readonly poll: Poll<TQuestion>;
  readonly voters: readonly Address<Ask<TQuestion>>[];
  readonly deadlineMs: number;
}

/**
 * Makes the machine that leads a vote: it asks all voters, closes the poll as soon as each question
 * has its quorum, and at a deadline in any case, so that no voter can stop it.
 *
 * Quorums as in weighted voting (D. K. Gifford, Weighted voting for replicated data, SOSP 1979): any
 * two of them have a voter in common. There is one leader, and no word of what becomes of the vote when it
 * crashes: nobody else counts.
 *
 * @typeParam TQuestion - what voters are asked: it may tell them more than its key and candidates
 * @example
 * ```ts
 * const queenMachine = createQuorumVoteMachine<Question<'stay' | 'go'>>();
 * ```
 */
export function createQuorumVoteMachine<TQuestion extends Question>() {
  return setup({
    types: {
      input: {} as QuorumVoteInput<TQuestion>,
      context: {} as QuorumVoteContext<TQuestion>,
      events: {} as Cast,
      output: {} as QuorumVoteOutput<OptionOf<TQuestion>>,
    },
    guards: { isDecided: ({ context }) => isDecided(context.poll) },
    delays: { deadline: ({ context }) => context.deadlineMs },
    actions: {
      ask: enqueueActions(({ context, enqueue, self }) => {
        const { questions } = context.poll;
        if (questions.length === 0) return;
        for (const voter of context.voters) {
          enqueue.sendTo(voter, { type: 'ASK', questions, replyTo: self });
        }
      }),
      // Whoever keeps a machine that is done need not keep its list of voters.
      dismiss: assign({ voters: () => [] }),
      count: assign({ poll: ({ context, event }) => castBallot(context.poll, event.ballot) }),
    },
  }).createMachine({
    id: 'quorum-vote',
    context: ({ input: { voters, deadlineMs, ...poll } }) => ({
      voters,
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
      closed: { type: 'final', entry: 'dismiss' },
    },
    output: ({ context }) => ({
      decisions: closePoll(context.poll),
      ballots: context.poll.ballots.length,
    }),
  });
}
