import { chaos } from 'statehive';
import { pbftReplicaMachine } from 'statehive/machines';
import { assign } from 'xstate';
import { slotAt, withCommit, withPrepare } from '../../../machines/pbft/slots.ts';
import { amongLiars } from '../pbft/among-liars.ts';
import type { Twin } from './twin.ts';

/**
 * Replicas count who agrees to a sequence number, and do not compare what is agreed to (in the paper's
 * section 4.2 prepares and commits count that match the pre-prepare).
 */
const ignoringDigests = pbftReplicaMachine.provide({
  actions: {
    prepare: assign({
      slots: ({ context: { slots } }, prepares) =>
        prepares.reduce((before, prepare) => {
          const { digest = prepare.digest } = slotAt(before, prepare.sequence);
          return withPrepare(before, { ...prepare, digest });
        }, slots),
    }),
    commit: assign({
      slots: ({ context: { slots } }, commit) => {
        const { digest = commit.digest } = slotAt(slots, commit.sequence);
        return withCommit(slots, { ...commit, digest });
      },
    }),
  },
});

export const pbftThatIgnoresDigests: Twin = {
  mistake: 'a replica of PBFT does not compare what others agree to',
  broken: amongLiars(ignoringDigests),
  sound: amongLiars(pbftReplicaMachine),
  property: 'all execute the same',
  checking: {},
  steps: 8,
  states: 66_320,
  chaos: chaos({ delaySpikes: 0.2, spikeMeanMs: 5, untilMs: 50 }),
};
