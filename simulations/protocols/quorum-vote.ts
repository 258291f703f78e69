/**
 * Does a vote end, and by whose votes, when voters are late or crash? A queen asks all of them, and
 * decides as soon as one option has its quorum, or by the default at a deadline (quorums as in D. K.
 * Gifford, Weighted voting for replicated data, SOSP 1979). Expected: with the defaults 5 of 5 are up,
 * and a majority decides long before the deadline; by unanimity a single crash leaves the default. Only the
 * queen herself is needed: when she crashes the vote never ends.
 */
import { chaos, count, defineSimulation, exponential, final, latency } from 'statehive';
import {
  createQuorumVoteMachine,
  QUORUM_RULES,
  type VoteQuestion,
  voterMachine,
} from 'statehive/machines';
import { z } from 'zod';

const candidates = ['stay', 'meadow', 'orchard'] as const;
const question = { key: 'where to swarm', candidates };
const queenMachine = createQuorumVoteMachine<VoteQuestion<(typeof candidates)[number]>>();

const milliseconds = z.number().positive();

/** What a voter may think, as ten chances: for the meadow, surely; or, unsurely, for another. */
const opinionsOf = (agreement: number) =>
  Array.from({ length: 10 }, (_, nth) =>
    nth < Math.round(agreement * 10)
      ? { choice: candidates.indexOf('meadow'), confidence: 0.9 }
      : { choice: nth % 2 === 0 ? 0 : 2, confidence: 0.3 },
  );

/** The simulation with another queen, as one that is broken. */
export const quorumVoteWith = (leading: typeof queenMachine) =>
  defineSimulation({
    name: 'quorum-vote',
    summary: 'A queen asks for votes, and decides by a quorum or, at a deadline, by the default.',
    params: z.object({
      voters: z.int().min(1).max(10_000).default(5).describe('how many may vote'),
      quorum: z.enum(QUORUM_RULES).default('majority').describe('when votes decide'),
      agreement: z
        .number()
        .min(0)
        .max(1)
        .default(0.8)
        .describe('the chance that a voter is for the meadow, in tenths'),
      deadlineMs: milliseconds
        .max(50_000)
        .default(200)
        .describe('how long the queen waits for votes'),
      latencyMs: milliseconds.default(5).describe('mean one-way delay'),
      deliberationMs: milliseconds.default(10).describe('mean time to make up a mind'),
      failures: z.int().min(0).default(0).describe('how many voters crash in the first latencyMs'),
    }),
    network: ({ latencyMs }) => [latency(exponential({ mean: latencyMs }))],
    faults: ({ failures, latencyMs }) =>
      chaos({ deaths: failures, maxDown: failures, actors: ['voter-*'], untilMs: latencyMs }),
    checking: { params: { voters: 3 } },
    compose({ swarm, params: { voters: electorate, quorum: rule, deadlineMs, ...params } }) {
      const voters = swarm.populate(voterMachine, electorate, () => ({
        input: {
          opinions: opinionsOf(params.agreement),
          deliberation: exponential({ mean: params.deliberationMs }),
        },
      }));
      const queen = swarm.spawn(leading, {
        id: 'queen',
        input: { questions: [question], rule, voters: [...voters], electorate, deadlineMs },
      });
      const decision = () => queen.getSnapshot().output?.decisions[0];
      return { queen, voters, decision };
    },
    measure: ({ swarm, actors: { decision } }) => ({
      decidedMs: final(() => (decision() === undefined ? null : swarm.nowMs)),
      messages: count(swarm.envelopes$),
    }),
    properties: {
      always: {
        'more than half of those who may vote are for what a majority decides': ({
          params,
          actors: { voters, decision },
        }) => {
          const decided = decision();
          if (params.quorum === 'weighted' || decided?.by !== 'quorum') return true;
          const choice = candidates.indexOf(decided.option);
          const votes = [...voters].filter(
            (voter) => voter.getSnapshot().context.ballot?.choices[0] === choice,
          );
          return votes.length * 2 > params.voters;
        },
      },
      sometimes: {
        'decided by quorum': ({ actors }) => actors.decision()?.by === 'quorum',
        'decided by default': ({ actors }) => actors.decision()?.by === 'default',
      },
      eventually: {
        'the vote ends': {
          withinMs: 60_000,
          holds: ({ actors }) => actors.decision() !== undefined,
        },
      },
    },
    until: ({ actors }) => actors.decision() !== undefined,
    report({ actors: { decision, queen } }) {
      const { option = null, by = null, agreement = 0, tally = {} } = decision() ?? {};
      return {
        option,
        by,
        agreement,
        tally,
        votes: queen.getSnapshot().context.poll.ballots.length,
      };
    },
    explain: ({ option, by, agreement, votes }) => [
      option === null
        ? `Nothing is decided: ${votes} have voted.`
        : `'${option}', by ${by}: ${votes} had voted, ${Math.round(agreement * 100)}% for what leads.`,
    ],
  });

export default quorumVoteWith(queenMachine);
