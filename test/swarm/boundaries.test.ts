import { stat } from 'node:fs';
import { timer } from 'rxjs';
import { type Address, createSwarm, defineSimulation, run } from 'statehive';
import { describe, expect, test } from 'vitest';
import { fromCallback, sendTo, setup } from 'xstate';
import { z } from 'zod';

type Hello = { type: 'HELLO' };

const greeter = setup({ types: { events: {} as Hello } }).createMachine({ id: 'greeter' });

describe('an actor of another swarm', () => {
  const foreign = () => createSwarm({ seed: 1, name: 'abroad' }).spawn(greeter, { id: 'stranger' });

  test('cannot be written to by sendTo', async () => {
    const swarm = createSwarm({ seed: 1, name: 'home' });
    const stranger = foreign();
    const writer = setup({}).createMachine({ entry: sendTo(stranger, { type: 'HELLO' }) });
    swarm.spawn(writer, { id: 'writer' });
    await expect(swarm.runFor(0)).rejects.toThrow(
      /actor 'writer' of 'home' .* wrote to 'stranger', which is not an actor of this swarm/,
    );
  });

  test('cannot be written to by its own send', async () => {
    const swarm = createSwarm({ seed: 1, name: 'home' });
    const stranger: Address<Hello> = foreign();
    const entry = () => stranger.send({ type: 'HELLO' });
    swarm.spawn(setup({}).createMachine({ entry }), { id: 'writer' });
    await expect(swarm.runFor(0)).rejects.toThrow(
      /actor 'writer' of 'home' .* wrote to 'stranger', which is an actor of another swarm/,
    );
  });

  test('has no address here, and cannot be stopped or fed here', () => {
    const swarm = createSwarm({ seed: 1 });
    const stranger = foreign();
    expect(() => swarm.address(stranger)).toThrow("'stranger', which is not an actor of this");
    expect(() => swarm.stop(stranger)).toThrow("'stranger', which is not an actor of this");
    expect(() => swarm.feed(timer(0) as never, stranger)).toThrow('not an actor of this swarm');
  });
});

describe('a swarm that is closed', () => {
  test('completes its streams, and nothing more happens', async () => {
    const swarm = createSwarm({ seed: 1 });
    const actor = swarm.spawn(greeter);
    let isComplete = false;
    swarm.transitions$.subscribe({
      complete: () => {
        isComplete = true;
      },
    });
    swarm.close();
    actor.send({ type: 'HELLO' });
    await swarm.runFor(1);
    expect([isComplete, swarm.events]).toEqual([true, 0]);
  });
});

test('a violation that comes of a stream, not of an envelope, names no envelope', async () => {
  const simulation = defineSimulation({
    name: 'clockwork',
    summary: 'A stream changes what a property looks at.',
    params: z.object({}),
    compose: ({ swarm }) => {
      const state = { isRung: false };
      swarm.spawn(greeter).send({ type: 'HELLO' });
      timer(5, swarm.scheduler).subscribe(() => {
        state.isRung = true;
      });
      return state;
    },
    properties: { always: { silence: ({ actors }) => !actors.isRung } },
  });
  const { violations } = await run(simulation, { seed: 1 });
  expect(violations).toMatchObject([
    { property: 'silence', kind: 'always', step: 2, atMs: 5, envelope: undefined },
  ]);
});

test('a callback of an actor that the host calls in the middle of a run fails it', async () => {
  const io = fromCallback(({ sendBack }) => {
    stat(new URL(import.meta.url), () => sendBack({ type: 'STAT' }));
  });
  const machine = setup({ actors: { io } }).createMachine({
    invoke: { src: 'io', id: 'io' },
    initial: 'a',
    states: { a: { after: { 1: { target: 'a', reenter: true } } } },
  });
  const swarm = createSwarm({ seed: 1 });
  swarm.spawn(machine, { id: 'poller' });
  await expect(swarm.runFor(1e9)).rejects.toThrow(/callback of actor 'poller\/io' .* host's time/);
});
