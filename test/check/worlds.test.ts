import { timer } from 'rxjs';
import {
  type Address,
  type CheckOptions,
  type Composing,
  chance,
  check,
  choose,
  defineSimulation,
  now,
  type Properties,
  random,
  replay,
  UsageError,
} from 'statehive';
import { increment, incrementLock, twoPhaseCommit } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import { assign, createMachine, emit, fromPromise, sendParent, sendTo, setup } from 'xstate';
import { z } from 'zod';

const params = z.object({});
const worldOf = <TActors>(
  compose: (context: Composing<object>) => TActors,
  properties: Properties<object, TActors> = {},
) => defineSimulation({ name: 'world', summary: 'A small world.', params, compose, properties });

const inert = createMachine({ id: 'inert' });

describe('the smallest worlds', () => {
  test('three actors of which one may crash have 4 states', async () => {
    const world = worldOf(({ swarm }) => swarm.populate(inert, 3, () => ({})));
    const { unique } = await check(world, { faults: { crashes: 1 } });
    expect(unique).toBe(4);
  });

  test('a timer that does nothing has 2', async () => {
    const timed = createMachine({ id: 'timed', after: { 10: { actions: [] } } });
    const { unique } = await check(worldOf(({ swarm }) => swarm.spawn(timed)));
    expect(unique).toBe(2);
  });

  test('a choice of three has 4', async () => {
    const choosing = setup({ types: { context: {} as { pick: string } } }).createMachine({
      id: 'choosing',
      context: { pick: '' },
      after: { 10: { actions: assign({ pick: () => choose(['a', 'b', 'c']) }) } },
    });
    const { unique } = await check(worldOf(({ swarm }) => swarm.spawn(choosing)));
    expect(unique).toBe(4);
  });

  test.each([
    [0, 2],
    [0.3, 3],
    [1, 2],
  ])('a chance of %d has what can come of it: %i in all', async (probability, states) => {
    const tossing = setup({ types: { context: {} as { won: string } } }).createMachine({
      id: 'tossing',
      context: { won: 'unknown' },
      after: { 10: { actions: assign({ won: () => String(chance(probability)) }) } },
    });
    const { unique } = await check(worldOf(({ swarm }) => swarm.spawn(tossing)));
    expect(unique).toBe(states);
  });

  test('an actor that is down says so in its snapshot', async () => {
    const world = worldOf(({ swarm }) => swarm.spawn(inert), {
      sometimes: { 'it is down': ({ actors }) => actors.getSnapshot().status === 'stopped' },
      never: { 'it has failed': ({ actors }) => actors.getSnapshot().status === 'error' },
    });
    const { properties } = await check(world, { faults: { crashes: 1, restarts: 1 } });
    expect(properties.map(({ verdict }) => verdict)).toEqual(['held', 'reached']);
  });

  test('an actor that crashes and comes back is again as it was', async () => {
    const world = worldOf(({ swarm }) => swarm.spawn(inert));
    const { unique } = await check(world, { faults: { crashes: 2, restarts: 2 } });
    // Up, down, up, down, up, told apart by how many faults there have been.
    expect(unique).toBe(5);
  });
});

type Note = { type: 'IGNORED' } | { type: 'INTERESTING' };
const readerMachine = setup({ types: { events: {} as Note } }).createMachine({
  id: 'reader',
  initial: 'waiting',
  states: { waiting: { on: { INTERESTING: 'done' } }, done: { on: { INTERESTING: 'done' } } },
});
const writerMachine = setup({
  types: { context: {} as { reader: Address<Note> }, input: {} as { reader: Address<Note> } },
}).createMachine({
  id: 'writer',
  context: ({ input }) => input,
  entry: [
    sendTo(({ context }) => context.reader, { type: 'IGNORED' }),
    sendTo(({ context }) => context.reader, { type: 'INTERESTING' }),
  ],
});
const post = worldOf(({ swarm }) => {
  const reader = swarm.spawn(readerMachine);
  swarm.spawn(writerMachine, { input: { reader } });
});

describe('a message that a machine takes no notice of', () => {
  test.each([
    ['unordered', 2],
    ['duplicating', 2],
    ['ordered', 3],
  ] as const)('on an %s network: %i states', async (network, unique) => {
    expect(await check(post, { network })).toMatchObject({ unique });
  });

  test('is gone if one so wishes, as it is in a run', async () => {
    expect(await check(post, { discard: true })).toMatchObject({ unique: 4 });
  });
});

describe('faults within bounds', () => {
  test.each<[string, CheckOptions, number]>([
    ['one loss', { faults: { losses: 1 } }, 5],
    ['any loss', { lossy: true }, 6],
  ])('%s', async (_, options, unique) => {
    expect(await check(post, options)).toMatchObject({ unique });
  });

  test('a message that may come twice is taken, and is still on its way', async () => {
    const { unique } = await check(post, { faults: { duplications: 1 } });
    // Waiting; done; done with the note to come again; that taken as well.
    expect(unique).toBe(4);
  });
});

test('children, what they send and that they end are a part of the state', async () => {
  const child = createMachine({
    id: 'child',
    initial: 'working',
    states: {
      working: { after: { 10: 'done' } },
      done: { type: 'final', entry: sendParent({ type: 'HI' }) },
    },
  });
  const parent = setup({ actors: { child } }).createMachine({
    id: 'parent',
    initial: 'waiting',
    states: {
      waiting: { invoke: { src: 'child', id: 'kid', onDone: 'over' }, on: { HI: { actions: [] } } },
      over: {},
    },
  });
  const world = worldOf(({ swarm }) => swarm.spawn(parent), {
    sometimes: { over: ({ actors }) => actors.getSnapshot().matches('over') },
  });
  expect(await check(world)).toMatchObject({ outcome: 'complete' });
});

test('a history is a part of the state, and of what a property sees', async () => {
  const speaker = setup({ types: { emitted: {} as { type: 'said' } } }).createMachine({
    id: 'speaker',
    on: { '*': {} },
    after: { 10: { actions: emit({ type: 'said' }) } },
  });
  const world = worldOf(
    ({ swarm }) => {
      const said = swarm.history(0, (count) => count + 1);
      swarm.populate(speaker, 2, () => ({}));
      return said;
    },
    { never: { 'both have spoken': ({ actors: said }) => said.value === 2 } },
  );
  const { unique, counterexamples } = await check(world);
  expect(unique).toBe(4);
  expect(counterexamples).toMatchObject([{ property: 'both have spoken' }]);
  expect(counterexamples[0]?.steps).toHaveLength(2);
});

describe('what cannot be checked is refused by name', () => {
  const acting = (action: () => unknown) =>
    worldOf(({ swarm }) =>
      swarm.spawn(
        setup({ types: { context: {} as { got: unknown } } }).createMachine({
          id: 'acting',
          context: { got: 0 },
          initial: 'idle',
          states: { idle: { after: { 10: { actions: assign({ got: action }) } } } },
        }),
      ),
    );

  test('a random draw', async () => {
    await expect(check(acting(() => random().uniform()))).rejects.toThrow(
      /machine 'acting', state "idle", event 'xstate\.after\..*draws a random number.*choose/,
    );
  });

  test('the clock, which says how to wait and how to measure instead', async () => {
    await expect(check(acting(() => now()))).rejects.toThrow(
      /machine 'acting', state "idle".*reads the clock.*timer to wait; to measure, emit/,
    );
  });

  test('a draw by the composition, of which each seed has another swarm', async () => {
    const world = worldOf(({ swarm }) => swarm.random('fate').uniform());
    await expect(check(world)).rejects.toThrow(/'compose' of 'world'.*swarm\.random\('fate'\)/);
  });

  test('an observer, from which properties would learn nothing', async () => {
    const world = worldOf(({ swarm }) => void swarm.emissions$.subscribe());
    await expect(check(world)).rejects.toThrow(/'compose' of 'world' observes.*swarm\.history/);
  });

  test('what the composition puts off, which would never happen', async () => {
    const world = worldOf(({ swarm }) => void timer(10, swarm.scheduler).subscribe());
    await expect(check(world)).rejects.toThrow(/lets something happen later.*a timer/);
  });

  test('as a mistake of usage, which no stack trace need tell', async () => {
    await expect(check(acting(() => now()))).rejects.toBeInstanceOf(UsageError);
  });

  test('a promise', async () => {
    const waiting = setup({ actors: { fetch: fromPromise(async () => 1) } }).createMachine({
      id: 'waiting',
      invoke: { src: 'fetch', id: 'call' },
    });
    await expect(check(worldOf(({ swarm }) => swarm.spawn(waiting)))).rejects.toThrow(
      /'waiting' invokes or spawns 'call', which is no state machine/,
    );
  });

  test('a context that is changed in place', async () => {
    const box = { count: 0 };
    const changing = setup({ types: { context: {} as { box: { count: number } } } }).createMachine({
      id: 'changing',
      context: { box },
      after: { 10: { actions: ({ context }) => void context.box.count++ } },
    });
    await expect(check(worldOf(({ swarm }) => swarm.spawn(changing)))).rejects.toThrow(
      /changes its context in place/,
    );
  });
});

describe('however the states are looked at, there are the same', () => {
  const models = [
    ['two-phase commit', twoPhaseCommit, { managers: 4 }],
    ['increment', increment, { threads: 3 }],
    ['increment with a lock', incrementLock, { threads: 3 }],
  ] as const;
  test.each(models)('%s', async (_, simulation, given) => {
    const ways: CheckOptions[] = [{}, { sleepSets: false }, { strategy: 'dfs' }];
    const results = await Promise.all(
      ways.map((way) => check(simulation as typeof increment, { params: given as object, ...way })),
    );
    const told = results.map(({ unique, generated, properties }) => ({
      unique,
      generated,
      properties,
    }));
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
  });

  test('and with sleep sets, as many levels', async () => {
    const [one, other] = await Promise.all([
      check(twoPhaseCommit, { params: { managers: 4 } }),
      check(twoPhaseCommit, { params: { managers: 4 }, sleepSets: false }),
    ]);
    expect(one.depth).toBe(other.depth);
  });
});

test('a counterexample replays to the same violation, and not where nothing is violated', async () => {
  const { counterexamples } = await check(increment);
  expect(replay(increment, {}, counterexamples[0]!)).toEqual({ isViolated: true, steps: 4 });
  const shortened = { ...counterexamples[0]!, steps: counterexamples[0]!.steps.slice(0, 3) };
  expect(replay(increment, {}, shortened)).toEqual({ isViolated: false, steps: 3 });
});

test('a bound that cuts something off leaves open what was not found', async () => {
  const result = await check(twoPhaseCommit, { limits: { depth: 3 } });
  expect(result).toMatchObject({ outcome: 'limit', isComplete: false });
  expect(result.properties.map(({ verdict }) => verdict)).toContain('pending');
});
