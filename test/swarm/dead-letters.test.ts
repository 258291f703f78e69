import { createSwarm } from 'statehive';
import { expect, test } from 'vitest';
import { sendParent, sendTo, setup, spawnChild, stopChild } from 'xstate';

const listener = setup({}).createMachine({
  id: 'listener',
  initial: 'on',
  states: { on: { on: { END: 'off' } }, off: { type: 'final' } },
});

function watched() {
  const swarm = createSwarm({ seed: 1 });
  const letters: unknown[] = [];
  swarm.deadLetters$.subscribe((letter) => letters.push(letter));
  return { swarm, letters };
}

test('an event to an actor that was stopped is a dead letter that says so', async () => {
  const { swarm, letters } = watched();
  const actor = swarm.spawn(listener);
  await swarm.runFor(5);
  swarm.stop(actor);
  actor.send({ type: 'HELLO' });
  await swarm.runFor(0);
  const letter = { atMs: 5, from: 'outside', to: 'listener', event: { type: 'HELLO' } };
  expect(letters).toEqual([{ ...letter, reason: 'it was stopped' }]);
  expect(swarm.deadLetterCount).toBe(1);
});

test('an event to an actor that is done is a dead letter that says so', async () => {
  const { swarm, letters } = watched();
  const actor = swarm.spawn(listener);
  actor.send({ type: 'END' });
  actor.send({ type: 'HELLO' });
  await swarm.runFor(0);
  expect(letters).toMatchObject([{ event: { type: 'HELLO' }, reason: 'it has ended (done)' }]);
});

test('sendParent of an actor that has no parent is a dead letter', async () => {
  const { swarm, letters } = watched();
  swarm.spawn(setup({}).createMachine({ entry: sendParent({ type: 'MUM' }) }), { id: 'orphan' });
  await swarm.runFor(0);
  expect(letters).toMatchObject([{ from: 'orphan', to: 'nobody', reason: 'it has no parent' }]);
});

test('an event to an actor that stops while it is in flight is a dead letter', async () => {
  const { swarm, letters } = watched();
  const actor = swarm.spawn(listener);
  const sender = setup({}).createMachine({
    entry: sendTo(actor, { type: 'LATE' }),
  });
  swarm.spawn(sender, { id: 'sender' });
  swarm.stop(actor);
  await swarm.runFor(0);
  expect(letters).toMatchObject([{ from: 'sender', to: 'listener', event: { type: 'LATE' } }]);
});

test('an event to a child that is stopped before it starts is a dead letter', async () => {
  const { swarm, letters } = watched();
  const parent = setup({ actors: { listener } }).createMachine({
    entry: [
      spawnChild('listener', { id: 'kid' }),
      sendTo('kid', { type: 'HELLO' }),
      stopChild('kid'),
    ],
  });
  swarm.spawn(parent, { id: 'mother' });
  await swarm.runFor(0);
  expect(letters).toMatchObject([{ to: 'mother/kid', event: { type: 'HELLO' } }]);
  expect(swarm.activeActors).toBe(1);
});

test('dead letters change the trace hash', async () => {
  const hashOf = async (late: boolean) => {
    const { swarm } = watched();
    const actor = swarm.spawn(listener);
    await swarm.runFor(0);
    swarm.stop(actor);
    if (late) actor.send({ type: 'HELLO' });
    await swarm.runFor(0);
    return swarm.traceHash;
  };
  expect(await hashOf(true)).not.toBe(await hashOf(false));
});
