import { chaos } from 'statehive';
import { raftServerMachine } from 'statehive/machines';
import { raft, raftWith } from 'statehive/simulations';
import type { Twin } from './twin.ts';

/** Servers vote for whoever asks, though they have voted in the term. */
const votingTwice = raftServerMachine.provide({
  guards: {
    canGrant: ({ context: { currentTerm, log } }, { term, lastLogIndex, lastLogTerm }) => {
      const lastTerm = log.at(-1)?.term ?? 0;
      const isUpToDate =
        lastLogTerm > lastTerm || (lastLogTerm === lastTerm && lastLogIndex >= log.length);
      return term >= currentTerm && isUpToDate;
    },
  },
});

export const raftThatVotesTwice: Twin = {
  mistake: 'a Raft server votes twice in a term',
  broken: raftWith(votingTwice),
  sound: raft,
  property: 'election safety',
  checking: { params: { servers: 3, clients: 0 } },
  steps: 6,
  states: 365,
  chaos: chaos({ crashes: 3, delaySpikes: 0.3, actors: ['server-*'], untilMs: 1_500 }),
  params: { commands: 3 },
};
