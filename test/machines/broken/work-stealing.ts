import { chaos } from 'statehive';
import { workStealerMachine } from 'statehive/machines';
import { workStealing, workStealingWith } from 'statehive/simulations';
import { assign } from 'xstate';
import type { Twin } from './twin.ts';

/**
 * Thief and victim both have the last thread: what the protocol of Cilk-5 is there to prevent (M. Frigo, C. E.
 * Leiserson, K. H. Randall, The implementation of the Cilk-5 multithreaded language, PLDI 1998).
 */
const sharingLastThread = workStealerMachine.provide({
  actions: {
    loseTop: assign({
      deque: ({ context: { deque } }) => (deque.length > 1 ? deque.slice(1) : deque),
    }),
  },
});

export const stealingThatSharesTheLastThread: Twin = {
  mistake: 'a thief and its victim both take the last thread',
  broken: workStealingWith(sharingLastThread),
  sound: workStealing,
  property: 'no thread is executed twice',
  checking: { params: { workers: 2, depth: 2 } },
  steps: 6,
  states: 51,
  chaos: chaos({ delaySpikes: 0.2, spikeMeanMs: 5, untilMs: 50 }),
};
