import { createSwarm } from 'statehive';
import { memoryMachine, type Recalled, type RecalledAll } from 'statehive/machines';
import { expect, onTestFinished, test } from 'vitest';
import { assign, setup } from 'xstate';

const listenerMachine = setup({
  types: { context: {} as { heard: unknown[] }, events: {} as Recalled | RecalledAll },
}).createMachine({
  context: { heard: [] },
  on: { '*': { actions: assign({ heard: ({ context, event }) => [...context.heard, event] }) } },
});

function swarmWith(contents: Record<string, unknown>) {
  const swarm = createSwarm({ seed: 7 });
  onTestFinished(() => swarm.close());
  const input = { contents: new Map(Object.entries(contents)) };
  const memory = swarm.spawn(memoryMachine, { id: 'memory', input });
  const listener = swarm.spawn(listenerMachine, { id: 'listener' });
  const heard = async () => {
    await swarm.runFor(1);
    return listener.getSnapshot().context.heard;
  };
  return { memory, listener, heard };
}

test('it recalls what the runs before have left, and nothing for other keys', async () => {
  const { memory, listener, heard } = swarmWith({ a: [1] });
  memory.send({ type: 'RECALL', key: 'a', replyTo: listener });
  memory.send({ type: 'RECALL', key: 'toString', replyTo: listener });
  expect(await heard()).toEqual([
    { type: 'RECALLED', key: 'a', value: [1] },
    { type: 'RECALLED', key: 'toString', value: undefined },
  ]);
});

test('it recalls all keys that begin alike, in the order of the keys', async () => {
  const { memory, listener, heard } = swarmWith({ 'site/b': 2, other: 0 });
  memory.send({ type: 'REMEMBER', key: 'site/a', value: 1 });
  memory.send({ type: 'RECALL_ALL', prefix: 'site/', replyTo: listener });
  expect(await heard()).toEqual([
    {
      type: 'RECALLED_ALL',
      prefix: 'site/',
      entries: [
        ['site/a', 1],
        ['site/b', 2],
      ],
    },
  ]);
});

test('the last write wins, and what was written is told apart from what was there', async () => {
  const { memory, heard } = swarmWith({ a: 1, b: 1 });
  memory.send({ type: 'REMEMBER', key: 'b', value: 2 });
  memory.send({ type: 'REMEMBER', key: 'b', value: 3 });
  await heard();
  const { contents, written } = memory.getSnapshot().context;
  expect(contents).toEqual(new Map(Object.entries({ a: 1, b: 3 })));
  expect(written).toEqual(new Map([['b', 3]]));
});
