import { defineSimulation } from 'statehive';
import { telling } from '../../faults/telling.ts';

type Telling = Parameters<NonNullable<typeof telling.report>>[0];

/** Whether a recorder has heard each number that a teller told it, once and in order. */
function isWithoutGap({ actors }: Telling): boolean {
  return actors.to.getSnapshot().context.heard.every(([, n], at) => n === at + 1);
}

function areAllDown({ actors }: Telling): boolean {
  return [...actors.all].every((one) => one.getSnapshot().status === 'stopped');
}

/** Broken by any one fault that loses, doubles, or puts out of order. */
export const gapless = defineSimulation({
  ...telling,
  name: 'gapless',
  properties: {
    always: { 'no number is missing': isWithoutGap },
    sometimes: {
      'ten are heard': ({ actors }) => actors.to.getSnapshot().context.heard.length === 10,
    },
  },
});

/** Broken only by as many faults as there are tellers, all at one time. */
export const redundant = defineSimulation({
  ...telling,
  name: 'redundant',
  properties: { never: { 'all are down': areAllDown } },
});
