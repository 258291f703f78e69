import { chaos } from 'statehive';
import { coordinatorMachine } from 'statehive/machines';
import { atomicCommit, atomicCommitWith } from 'statehive/simulations';
import type { Twin } from './twin.ts';

/** The coordinator does not notice that one vote is missing. */
const forgettingVote = coordinatorMachine.provide({
  guards: {
    isUnanimous: ({ context: { yes, participants } }) => yes.size >= participants.size - 1,
  },
});

export const commitThatForgetsAVote: Twin = {
  mistake: 'a coordinator of two-phase commit forgets a vote',
  broken: atomicCommitWith(forgettingVote),
  sound: atomicCommit,
  property: 'one has committed, one has aborted',
  checking: { params: { participants: 2 } },
  steps: 4,
  states: 142,
  chaos: chaos({ crashes: 2, loss: 0.2, untilMs: 100 }),
};
