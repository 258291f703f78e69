import { chaos } from 'statehive';
import { managerMachine } from 'statehive/machines';
import { contractNet, contractNetWith } from 'statehive/simulations';
import type { Twin } from './twin.ts';

/** A bid that comes after its deadline counts as one on the next announcement. */
const takingLateBids = managerMachine.provide({ guards: { isTimely: () => true } });

export const contractNetThatTakesLateBids: Twin = {
  mistake: 'a manager of the contract net takes a late bid for one on its next announcement',
  broken: contractNetWith(takingLateBids),
  sound: contractNet,
  property: 'no announcement is awarded twice',
  checking: { params: { tasks: 1, contractors: 2 } },
  steps: 8,
  states: 1_027,
  chaos: chaos({ delaySpikes: 0.5, untilMs: 1_000 }),
  params: { sizeMs: 10, reportDeadlineMs: 10 },
};
