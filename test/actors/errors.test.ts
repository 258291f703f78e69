import { ActorError, createSwarm } from 'statehive';
import { expect, test } from 'vitest';
import { sendTo, setup } from 'xstate';

const thrower = setup({}).createMachine({
  id: 'thrower',
  on: {
    BREAK: {
      actions: () => {
        throw new TypeError('out of order');
      },
    },
  },
});

test('an error in an action names simulation, actor, event and time', async () => {
  const swarm = createSwarm({ seed: 1, name: 'plant' });
  const actor = swarm.spawn(thrower, { id: 'valve' });
  await swarm.runFor(8);
  actor.send({ type: 'BREAK' });
  await expect(swarm.runFor(1)).rejects.toThrow(
    "actor 'valve' of 'plant' handling 'BREAK' at 8 ms failed: out of order",
  );
});

test('the error of an actor holds its address and what was thrown', async () => {
  const swarm = createSwarm({ seed: 1 });
  swarm.spawn(thrower, { id: 'valve' }).send({ type: 'BREAK' });
  const error = await swarm.runFor(1).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ActorError);
  expect(error).toMatchObject({ actor: 'valve', cause: new TypeError('out of order') });
});

test('an error in a context function names the actor that was to start', async () => {
  const machine = setup({ types: { context: {} as object } }).createMachine({
    context: () => {
      throw new Error('no context');
    },
  });
  const swarm = createSwarm({ seed: 1, name: 'plant' });
  swarm.spawn(machine, { id: 'stillborn' });
  await expect(swarm.runFor(1)).rejects.toThrow(
    /actor 'stillborn' of 'plant' handling 'xstate.init'.*no context/,
  );
});

test('an error in an entry action names the actor that was to start', async () => {
  const machine = setup({}).createMachine({
    entry: () => {
      throw new Error('bad start');
    },
  });
  const swarm = createSwarm({ seed: 1 });
  swarm.spawn(machine, { id: 'stillborn' });
  await expect(swarm.runFor(1)).rejects.toThrow(/'stillborn' .* bad start/);
});

test('an error that no parent handles fails the run, and tells of it by the topmost actor', async () => {
  const parent = setup({ actors: { thrower } }).createMachine({
    invoke: { src: 'thrower', id: 'kid' },
    entry: sendTo('kid', { type: 'BREAK' }),
  });
  const swarm = createSwarm({ seed: 1 });
  swarm.spawn(parent, { id: 'mother' });
  await expect(swarm.runFor(1)).rejects.toThrow(
    "actor 'mother' of 'swarm' handling 'xstate.error.actor.kid' at 0 ms failed: out of order",
  );
});

test('an error that a parent handles leaves the swarm running', async () => {
  const parent = setup({ actors: { thrower } }).createMachine({
    initial: 'hoping',
    states: {
      hoping: {
        invoke: { src: 'thrower', id: 'kid', onError: 'coping' },
        entry: sendTo('kid', { type: 'BREAK' }),
      },
      coping: { after: { 10: 'fine' } },
      fine: {},
    },
  });
  const swarm = createSwarm({ seed: 1 });
  const actor = swarm.spawn(parent, { id: 'mother' });
  await swarm.runFor(10);
  expect(actor.getSnapshot().value).toBe('fine');
});

test('a swarm that has failed stays so', async () => {
  const swarm = createSwarm({ seed: 1 });
  swarm.spawn(thrower, { id: 'valve' }).send({ type: 'BREAK' });
  await expect(swarm.runFor(1)).rejects.toThrow('out of order');
  await expect(swarm.runFor(1)).rejects.toThrow('out of order');
});
