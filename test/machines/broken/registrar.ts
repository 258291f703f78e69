import { chaos, constant, defineSimulation, fifo, latency } from 'statehive';
import {
  type RegistryChange,
  registrarMachine,
  type Submit,
  schedulingHint,
  snapshotCellMachine,
} from 'statehive/machines';
import { enqueueActions, setup } from 'xstate';
import { z } from 'zod';
import type { Twin } from './twin.ts';

const changes = ['first', 'second'].map(
  (id): RegistryChange => ({
    hint: schedulingHint('normal', 'hot', 'light'),
    proposal: { id, action: 'merge', priority: 'normal', resources: ['what both need'] },
  }),
);

/** Has all tasks done at once. */
const schedulerMachine = setup({ types: { events: {} as Submit } }).createMachine({
  id: 'scheduler',
  on: {
    SUBMIT: {
      actions: enqueueActions(({ event: { tasks, replyTo }, enqueue }) => {
        for (const task of tasks) enqueue.sendTo(replyTo, { type: 'DONE', task });
      }),
    },
  },
});

/** Two changes that exclude each other, so that they are published in two versions. */
export const publishing = (registrar: typeof registrarMachine) =>
  defineSimulation({
    name: 'publishing',
    summary: 'A registrar publishes two changes, one after the other.',
    params: z.object({}),
    network: () => [latency(constant(1)), fifo()],
    checking: { network: 'ordered' },
    compose({ swarm }) {
      const input = { initial: { done: 0 }, variant: 'epoch' } as const;
      const cell = swarm.spawn(snapshotCellMachine, { input });
      const scheduler = swarm.spawn(schedulerMachine);
      const publisher = swarm.spawn(registrar, { input: { scheduler, cell, windowMs: 2 } });
      publisher.send({ type: 'CARRY_OUT', changes });
      return { cell, publisher };
    },
    properties: {
      never: {
        'all is said to be published, and is not in the registry': ({ actors }) => {
          const { value } = actors.cell.getSnapshot().context.current;
          const isPublished = actors.publisher.getSnapshot().matches('published');
          return isPublished && (value as { done: number }).done < changes.length;
        },
        'more is published than there is': ({ actors }) => {
          const { value } = actors.cell.getSnapshot().context.current;
          return (value as { done: number }).done > changes.length;
        },
      },
      eventually: {
        'all is published': {
          withinMs: 10_000,
          holds: ({ actors }) => actors.publisher.getSnapshot().matches('published'),
        },
      },
    },
  });

/** When all changes are on their way to the registry, it takes any version for the one with all of them. */
const takingAnyVersion = registrarMachine.provide({
  guards: { isComplete: ({ context: { registry } }) => registry.done === registry.of },
});

export const registrarThatTakesAnyVersion: Twin = {
  mistake: 'a registrar takes the confirmation of an earlier version for that of the last',
  broken: publishing(takingAnyVersion),
  sound: publishing(registrarMachine),
  property: 'all is said to be published, and is not in the registry',
  checking: {},
  steps: 12,
  states: 38,
  chaos: chaos({ slowDowns: 3, untilMs: 20 }),
};
