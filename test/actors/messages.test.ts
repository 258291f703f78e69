import { type Address, createSwarm } from 'statehive';
import { describe, expect, test } from 'vitest';
import { assign, cancel, emit, raise, sendParent, sendTo, setup } from 'xstate';

type Ping = { type: 'PING'; from?: Address<Pong> };
type Pong = { type: 'PONG' };

const ponger = setup({ types: { events: {} as Ping } }).createMachine({
  id: 'ponger',
  on: { PING: { actions: sendTo(({ event }) => event.from!, { type: 'PONG' }) } },
});

describe('sendTo', () => {
  test('reaches an address that came in the input', async () => {
    const swarm = createSwarm({ seed: 1 });
    const target = swarm.spawn(ponger, { id: 'target' });
    const pinger = setup({
      types: { input: {} as { to: Address<Ping> }, context: {} as { to: Address<Ping> } },
    }).createMachine({
      context: ({ input }) => input,
      entry: sendTo(
        ({ context }) => context.to,
        ({ self }) => ({ type: 'PING', from: self as Address<Pong> }),
      ),
      initial: 'waiting',
      states: { waiting: { on: { PONG: 'answered' } }, answered: {} },
    });
    const actor = swarm.spawn(pinger, { id: 'pinger', input: { to: target } });
    await swarm.runFor(0);
    expect(actor.getSnapshot().value).toBe('answered');
  });

  test('reaches an address that came in an event', async () => {
    const swarm = createSwarm({ seed: 1 });
    const seen: string[] = [];
    swarm.envelopes$.subscribe(({ from, to, event }) => seen.push(`${from} ${event.type} ${to}`));
    const asker = setup({}).createMachine({ id: 'asker' });
    const target = swarm.spawn(ponger);
    target.send({ type: 'PING', from: swarm.spawn(asker) as Address<Pong> });
    await swarm.runFor(0);
    expect(seen).toEqual(['outside PING ponger', 'ponger PONG asker']);
  });

  test('with a delay arrives after it, and cancel takes it back', async () => {
    const swarm = createSwarm({ seed: 1 });
    const target = swarm.spawn(ponger);
    const sender = setup({ types: { events: {} as { type: 'CANCEL' } } }).createMachine({
      entry: [
        sendTo(target, { type: 'PING' }, { delay: 10, id: 'first' }),
        sendTo(target, { type: 'PING' }, { delay: 25, id: 'second' }),
      ],
      on: { CANCEL: { actions: cancel('second') } },
    });
    const pinged: number[] = [];
    swarm.transitions$.subscribe(({ event, atMs }) => event.type === 'PING' && pinged.push(atMs));
    const deaf = swarm.spawn(sender, { id: 'sender' });
    swarm.stop(target);
    swarm.deadLetters$.subscribe(({ atMs }) => pinged.push(atMs));
    await swarm.runFor(20);
    deaf.send({ type: 'CANCEL' });
    await swarm.runFor(20);
    expect(pinged).toEqual([10]);
  });
});

test('sendParent from a child reaches the actor that spawned it', async () => {
  const child = setup({}).createMachine({ entry: sendParent({ type: 'HELLO' }) });
  const parent = setup({ actors: { child } }).createMachine({
    invoke: { src: 'child', id: 'kid' },
    initial: 'alone',
    states: { alone: { on: { HELLO: 'greeted' } }, greeted: {} },
  });
  const swarm = createSwarm({ seed: 1 });
  const senders: string[] = [];
  swarm.envelopes$.subscribe(({ from, event }) => event.type === 'HELLO' && senders.push(from));
  const actor = swarm.spawn(parent, { id: 'mother' });
  await swarm.runFor(0);
  expect(actor.getSnapshot().value).toBe('greeted');
  expect(senders).toEqual(['mother/kid']);
});

describe('raise', () => {
  test('is taken in the same step, before any event that waits', async () => {
    const raiser = setup({}).createMachine({
      initial: 'a',
      states: {
        a: {
          on: { GO: { actions: raise({ type: 'INNER' }) }, INNER: 'raised', NEXT: 'overtaken' },
        },
        raised: {},
        overtaken: {},
      },
    });
    const swarm = createSwarm({ seed: 1 });
    const actor = swarm.spawn(raiser, { id: 'raiser' });
    actor.send({ type: 'GO' });
    actor.send({ type: 'NEXT' });
    await swarm.runFor(0);
    expect(actor.getSnapshot().value).toBe('raised');
  });

  test('with a delay comes back after it in simulated time', async () => {
    const raiser = setup({}).createMachine({
      entry: raise({ type: 'LATER' }, { delay: 30 }),
      on: { LATER: {} },
    });
    const swarm = createSwarm({ seed: 1 });
    const taken: [string, number][] = [];
    swarm.transitions$.subscribe(({ event, atMs }) => taken.push([event.type, atMs]));
    swarm.spawn(raiser, { id: 'raiser' });
    await swarm.runFor(100);
    expect(taken).toEqual([
      ['xstate.init', 0],
      ['LATER', 30],
    ]);
  });
});

test('emit reaches whoever observes the swarm, with the actor and the time', async () => {
  const singer = setup({ types: { emitted: {} as { type: 'note'; pitch: number } } }).createMachine(
    {
      after: { 5: { actions: emit({ type: 'note', pitch: 440 }) } },
    },
  );
  const swarm = createSwarm({ seed: 1 });
  const heard: unknown[] = [];
  swarm.emissions$.subscribe((emission) => heard.push(emission));
  swarm.spawn(singer, { id: 'singer' });
  await swarm.runFor(10);
  expect(heard).toEqual([{ atMs: 5, actor: 'singer', event: { type: 'note', pitch: 440 } }]);
});

test('an actor that writes to itself gets it at once, whatever the network', async () => {
  const counter = setup({ types: { context: {} as { n: number } } }).createMachine({
    context: { n: 0 },
    entry: sendTo(({ self }) => self, { type: 'AGAIN' }),
    on: { AGAIN: { actions: assign({ n: ({ context }) => context.n + 1 }) } },
  });
  const swarm = createSwarm({ seed: 1, network: [] });
  const actor = swarm.spawn(counter, { id: 'counter' });
  await swarm.runFor(0);
  expect(actor.getSnapshot().context.n).toBe(1);
});
