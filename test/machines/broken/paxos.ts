import { chaos } from 'statehive';
import { proposerMachine } from 'statehive/machines';
import { paxos, paxosWith } from 'statehive/simulations';
import type { Twin } from './twin.ts';

/** Proposers propose their own value, whatever has been accepted. */
const ignoringHighest = proposerMachine.provide({ actions: { keepHighest: () => {} } });

export const paxosThatIgnoresTheHighest: Twin = {
  mistake: 'a proposer of Paxos ignores what has been accepted',
  broken: paxosWith(ignoringHighest),
  sound: paxos,
  property: 'one value at most is chosen',
  checking: {},
  steps: 12,
  states: 104_944,
  chaos: chaos({ crashes: 2, loss: 0.2, untilMs: 100 }),
};
