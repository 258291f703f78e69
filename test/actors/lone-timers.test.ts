import { type Address, createSwarm } from 'statehive';
import { expect, test } from 'vitest';
import { sendTo, setup } from 'xstate';
import { engines, recorder } from '../swarm/stand-ins.ts';

type Note = { type: 'NOTE'; n: number };

/** Sends a note that arrives 20 ms later, under no id, and may end before that. */
const promiser = setup({
  types: {
    input: {} as { to: Address<Note> },
    context: {} as { to: Address<Note> },
    events: {} as { type: 'SEND'; n: number } | { type: 'END' },
  },
}).createMachine({
  context: ({ input }) => input,
  on: {
    SEND: {
      actions: sendTo(
        ({ context }) => context.to,
        ({ event }) => ({ type: 'NOTE', n: event.n }),
        { delay: 20 },
      ),
    },
    END: '.over',
  },
  initial: 'open',
  states: { open: {}, over: { type: 'final' } },
});

function promising(engine: (typeof engines)[number]) {
  const swarm = createSwarm({ seed: 1, engine });
  const to = swarm.spawn(recorder);
  const promises = ['a', 'b'].map((id) => swarm.spawn(promiser, { id, input: { to } }));
  for (const [n, promise] of promises.entries()) promise.send({ type: 'SEND', n });
  const heard = () => to.getSnapshot().context.heard;
  return { swarm, promises, heard };
}

test.each(engines)(
  'what an actor was to send later is not sent once it has ended (%s)',
  async (engine) => {
    const { swarm, promises, heard } = promising(engine);
    promises[0]!.send({ type: 'END' });
    await swarm.runFor(100);
    expect(heard()).toEqual([[20, 1]]);
  },
);

test.each(engines)(
  'a crash takes such timers, and those of the time after it stay (%s)',
  async (engine) => {
    const { swarm, promises, heard } = promising(engine);
    await swarm.runFor(10);
    swarm.crash(promises[0]!);
    swarm.restart(promises[0]!, { state: 'kept' });
    promises[0]!.send({ type: 'SEND', n: 2 });
    await swarm.runFor(100);
    expect(heard()).toEqual([
      [20, 1],
      [30, 2],
    ]);
  },
);

test('a swarm whose actors all end comes to rest though many such timers were armed', async () => {
  const swarm = createSwarm({ seed: 1 });
  const to = swarm.spawn(recorder);
  const promises = swarm.populate(promiser, 500, () => ({ input: { to } }));
  for (const promise of promises) promise.send({ type: 'SEND', n: 0 });
  for (const promise of promises) promise.send({ type: 'END' });
  await swarm.runFor(100);
  expect([to.getSnapshot().context.heard, swarm.activeActors]).toEqual([[], 1]);
});
