import { constant, createSwarm } from 'statehive';
import { type Read, snapshotReaderMachine } from 'statehive/machines';
import { expect, test } from 'vitest';
import { assign, enqueueActions, setup } from 'xstate';

/** Answers with one version after the other. */
const cellMachine = setup({
  types: {
    input: {} as { versions: readonly number[] },
    context: {} as { versions: readonly number[] },
    events: {} as Read,
  },
}).createMachine({
  id: 'cell',
  context: ({ input }) => input,
  on: {
    READ: {
      actions: [
        enqueueActions(({ context, event, enqueue }) => {
          const [version = 0] = context.versions;
          const snapshot = { version, value: undefined };
          enqueue.sendTo(event.replyTo, { type: 'SNAPSHOT', snapshot });
        }),
        assign({ versions: ({ context }) => context.versions.slice(1) }),
      ],
    },
  },
});

test('a reader reads again and again, and tells when it is given an older version', async () => {
  const swarm = createSwarm({ seed: 1 });
  const cell = swarm.spawn(cellMachine, { input: { versions: [0, 2, 2, 1, 3] } });
  const reader = swarm.spawn(snapshotReaderMachine, { input: { cell, pause: constant(10) } });
  const read: unknown[] = [];
  swarm.emitted(reader, 'read').subscribe(({ version, wentBack }) => {
    read.push([swarm.nowMs, version, wentBack]);
  });
  await swarm.runFor(40);
  expect(read).toEqual([
    [0, 0, false],
    [10, 2, false],
    [20, 2, false],
    [30, 1, true],
    [40, 3, false],
  ]);
  expect(reader.getSnapshot().context).toMatchObject({ reads: 5, seen: { version: 3 } });
});
