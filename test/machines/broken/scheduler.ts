import { chaos } from 'statehive';
import { schedulerMachine } from 'statehive/machines';
import { scheduler, schedulerWith } from 'statehive/simulations';
import { assign } from 'xstate';
import type { Twin } from './twin.ts';

/** It ends the lease of a worker that is not heard of, and forgets the task. */
const forgettingTask = schedulerMachine.provide({
  actions: {
    takeBack: assign(({ context: { leases } }, { task: id }) => ({
      leases: leases.filter(({ task }) => task.id !== id),
    })),
  },
});

export const schedulerThatForgetsATask: Twin = {
  mistake: 'a scheduler forgets the task of a worker that is lost',
  broken: schedulerWith(forgettingTask),
  sound: scheduler,
  property: 'no task is lost',
  checking: { params: { workers: 1, tasks: 1 } },
  steps: 2,
  states: 11,
  chaos: chaos({ deaths: 1, actors: ['worker-*'], untilMs: 50 }),
  params: { tasks: 12 },
};
