import { chaos } from 'statehive';
import { swimMachine } from 'statehive/machines';
import { swimWith } from 'statehive/simulations';
import { enqueueActions } from 'xstate';
import { beliefOf, enlisted, hearing } from '../../../machines/swim/updates.ts';
import type { Twin } from './twin.ts';

/** Members whose periods begin together, so that a check can take timers by time. */
const inStep = swimMachine.provide({ delays: { offset: 0 } });

/** Who is suspected says that it is alive, but not in its next incarnation: nobody takes notice. */
const denyingInVain = inStep.provide({
  actions: {
    hear: enqueueActions(({ context, enqueue }, { updates }) => {
      const ofOthers = updates.filter(({ member }) => member !== context.index);
      const { beliefs, rumours, news } = hearing(context, ofOthers);
      const isDenying = ofOthers.length < updates.length;
      const denial = beliefOf(beliefs, context.index);
      enqueue.assign({ beliefs, rumours: isDenying ? enlisted(rumours, denial) : rumours });
      for (const update of news) {
        enqueue.emit({ ...update, type: 'believed' });
        if (update.status !== 'suspected') continue;
        const over = { type: 'SUSPICION_OVER', suspicion: update } as const;
        enqueue.raise(over, { delay: context.suspicionMs });
      }
    }),
  },
});

export const swimThatDeniesInVain: Twin = {
  mistake: 'a member of SWIM denies a suspicion in the same incarnation',
  broken: swimWith(denyingInVain),
  sound: swimWith(inStep),
  property: 'nobody who is up is taken for failed',
  checking: {
    params: { members: 2, failures: 0, suspicionPeriods: 0.5 },
    timers: 'by-time',
    prompt: true,
    faults: { losses: 1 },
  },
  steps: 16,
  states: 97,
  chaos: chaos({ loss: 0.3, untilMs: 1_000 }),
  params: { members: 5, failures: 0 },
};
