import { defineSimulation } from 'statehive';
import { SNAPSHOT_VARIANTS, snapshotCellMachine } from 'statehive/machines';
import { testModel } from 'statehive/vitest';
import { describe, expect } from 'vitest';
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { messages, silentMachine } from '../hive/stand-ins.ts';

/** A cell: what is staged is seen by nobody until it is committed, the last that was staged wins. */
const model = setup({
  types: {
    context: {} as { version: number; value: string; staged: string },
    events: {} as { type: 'STAGE'; value: string } | { type: 'COMMIT' | 'READ' },
  },
  guards: { isEarly: ({ context }) => context.version < 2 },
  actions: {
    stage: assign((_, { value }: { value: string }) => ({ staged: value })),
    publish: assign(({ context }) => ({
      version: context.version + 1,
      value: context.staged,
      staged: '',
    })),
  },
}).createMachine({
  id: 'snapshot-cell-model',
  context: { version: 0, value: 'first', staged: '' },
  initial: 'clean',
  on: {
    READ: {},
    STAGE: { target: '.staged', actions: { type: 'stage', params: ({ event }) => event } },
  },
  states: {
    clean: { on: { COMMIT: {} } },
    staged: { on: { COMMIT: { guard: 'isEarly', target: 'clean', actions: 'publish' } } },
  },
});

const cell = defineSimulation({
  name: 'cell',
  summary: 'A snapshot cell, and somebody to answer.',
  params: z.object({ variant: z.enum(SNAPSHOT_VARIANTS) }),
  compose: ({ swarm, params: { variant } }) => ({
    cell: swarm.spawn(snapshotCellMachine, { input: { initial: 'first', variant } }),
    replyTo: swarm.spawn(silentMachine),
    read: messages(swarm, 'SNAPSHOT'),
    committed: messages(swarm, 'COMMITTED'),
    refused: messages(swarm, 'NOTHING_STAGED'),
  }),
});

describe.each(SNAPSHOT_VARIANTS)('a snapshot cell does as its model, %s', (variant) => {
  testModel(model, {
    simulation: cell,
    params: { variant },
    cases: [
      { type: 'STAGE', value: 'a' },
      { type: 'STAGE', value: 'b' },
    ],
    events: {
      STAGE: ({ actors, event }) => actors.cell.send(event),
      COMMIT: async ({ swarm, actors, model }) => {
        const answers = model.matches('staged') ? actors.committed : actors.refused;
        const before = answers.length;
        actors.cell.send({ type: 'COMMIT', replyTo: actors.replyTo });
        await swarm.runFor(0);
        expect(answers).toHaveLength(before + 1);
      },
      READ: async ({ swarm, actors, model }) => {
        actors.cell.send({ type: 'READ', replyTo: actors.replyTo });
        await swarm.runFor(0);
        const { version, value } = model.context;
        expect(actors.read.at(-1)?.event.snapshot).toEqual({ version, value });
      },
    },
    states: {
      clean: ({ actors, model: { context } }) => {
        const { value, context: real } = actors.cell.getSnapshot();
        expect([value, real.current.version]).toEqual(['clean', context.version]);
      },
      staged: ({ actors, model: { context } }) => {
        const { value, context: real } = actors.cell.getSnapshot();
        expect([value, real.current.version]).toEqual(['staged', context.version]);
        expect(real.staged).toBe(context.staged);
      },
    },
    walks: { runs: 50 },
  });
});
