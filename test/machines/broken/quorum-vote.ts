import { chaos } from 'statehive';
import { createQuorumVoteMachine, type VoteQuestion } from 'statehive/machines';
import { quorumVote, quorumVoteWith } from 'statehive/simulations';
import { assign } from 'xstate';
import { castBallot } from '../../../machines/quorum-vote/poll.ts';
import type { Twin } from './twin.ts';

/** The queen counts whatever comes: a ballot that the network has duplicated is two. */
const countingTwice = createQuorumVoteMachine<
  VoteQuestion<'stay' | 'meadow' | 'orchard'>
>().provide({
  actions: {
    count: assign({
      poll: ({ context: { poll }, event: { ballot } }) => {
        const voter = `${ballot.voter}, ballot ${poll.ballots.length + 1}`;
        return castBallot(poll, { ...ballot, voter });
      },
    }),
  },
});

export const voteThatCountsTwice: Twin = {
  mistake: 'a queen counts a vote twice that comes twice',
  broken: quorumVoteWith(countingTwice),
  sound: quorumVote,
  property: 'more than half of those who may vote are for what a majority decides',
  checking: { params: { voters: 3 }, faults: { duplications: 1 } },
  steps: 4,
  states: 6_205,
  chaos: chaos({ duplication: 0.5, untilMs: 100 }),
  params: { voters: 3, agreement: 0.5 },
};
