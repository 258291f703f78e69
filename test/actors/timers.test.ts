import { constant, createSwarm, now, sample } from 'statehive';
import { describe, expect, test } from 'vitest';
import { assign, cancel, raise, setup } from 'xstate';

type Leave = { type: 'LEAVE' };

/** When the machine has entered which state. */
async function entries(machine: Parameters<ReturnType<typeof createSwarm>['spawn']>[0]) {
  const swarm = createSwarm({ seed: 1 });
  const seen: [unknown, number][] = [];
  swarm.transitions$.subscribe(({ value, atMs }) => seen.push([value, atMs]));
  swarm.spawn(machine, { id: 'actor', input: undefined });
  await swarm.runFor(1_000);
  return seen;
}

describe('after', () => {
  test('with a number waits for so many simulated ms', async () => {
    const machine = setup({}).createMachine({
      initial: 'a',
      states: { a: { after: { 10: 'b' } }, b: { after: { 15: 'c' } }, c: {} },
    });
    expect(await entries(machine)).toEqual([
      ['a', 0],
      ['b', 10],
      ['c', 25],
    ]);
  });

  test('with a name waits for the delay of that name', async () => {
    const machine = setup({ delays: { patience: 40 } }).createMachine({
      initial: 'a',
      states: { a: { after: { patience: 'b' } }, b: {} },
    });
    expect(await entries(machine)).toContainEqual(['b', 40]);
  });

  test('computes its delay anew each time from context and distributions', async () => {
    const machine = setup({
      types: { context: {} as { round: number } },
      delays: { growing: ({ context }) => sample(constant(10)) * context.round },
    }).createMachine({
      context: { round: 1 },
      initial: 'a',
      states: {
        a: {
          after: {
            growing: [
              {
                guard: ({ context }) => context.round < 3,
                target: 'a',
                reenter: true,
                actions: assign({ round: ({ context }) => context.round + 1 }),
              },
              { target: 'b' },
            ],
          },
        },
        b: {},
      },
    });
    expect((await entries(machine)).map(([, atMs]) => atMs)).toEqual([0, 10, 30, 60]);
  });

  test('is cancelled by leaving its state', async () => {
    const machine = setup({ types: { events: {} as Leave } }).createMachine({
      entry: raise({ type: 'LEAVE' }, { delay: 5 }),
      initial: 'a',
      states: { a: { on: { LEAVE: 'b' }, after: { 10: 'late' } }, b: {}, late: {} },
    });
    expect(await entries(machine)).toEqual([
      ['a', 0],
      ['b', 5],
    ]);
  });

  test('starts again from 0 when its state is entered again', async () => {
    const machine = setup({ types: { events: {} as Leave } }).createMachine({
      entry: raise({ type: 'LEAVE' }, { delay: 6 }),
      initial: 'a',
      states: { a: { on: { LEAVE: { target: 'a', reenter: true } }, after: { 10: 'b' } }, b: {} },
    });
    expect(await entries(machine)).toContainEqual(['b', 16]);
  });
});

test('always moves on within the step that made its guard true', async () => {
  const machine = setup({ types: { context: {} as { warm: boolean } } }).createMachine({
    context: { warm: false },
    initial: 'cold',
    states: {
      cold: {
        always: { guard: ({ context }) => context.warm, target: 'hot' },
        after: { 10: { actions: assign({ warm: true }) } },
      },
      hot: {},
    },
  });
  expect(await entries(machine)).toEqual([
    ['cold', 0],
    ['hot', 10],
  ]);
});

test('cancel takes a delayed raise back by its id', async () => {
  const machine = setup({}).createMachine({
    entry: [
      raise({ type: 'BOOM' }, { delay: 20, id: 'fuse' }),
      raise({ type: 'CUT' }, { delay: 10 }),
    ],
    initial: 'armed',
    states: { armed: { on: { CUT: { actions: cancel('fuse') }, BOOM: 'exploded' } }, exploded: {} },
  });
  expect((await entries(machine)).map(([value]) => value)).toEqual(['armed', 'armed']);
});

test('stopping an actor cancels all its timers', async () => {
  const swarm = createSwarm({ seed: 1 });
  const actor = swarm.spawn(
    setup({}).createMachine({ after: { 10: { actions: raise({ type: 'X' }) } } }),
    { id: 'timer' },
  );
  await swarm.runFor(5);
  swarm.stop(actor);
  const before = swarm.events;
  await swarm.runFor(100);
  expect([swarm.events - before, swarm.deadLetterCount]).toEqual([0, 0]);
});

test('a delay that is negative fails the run and names the actor', async () => {
  const swarm = createSwarm({ seed: 1, name: 'hasty' });
  swarm.spawn(
    setup({})
      .createMachine({ after: { past: {} } })
      .provide({ delays: { past: -1 } }),
    {
      id: 'early',
    },
  );
  await expect(swarm.runFor(1)).rejects.toThrow(/actor 'early' of 'hasty'.*at least 0, got -1/);
});

test('now tells an action the simulated time of its step', async () => {
  const swarm = createSwarm({ seed: 1 });
  const machine = setup({ types: { context: {} as { atMs: number } } }).createMachine({
    context: { atMs: -1 },
    after: { 12.5: { actions: assign({ atMs: () => now() }) } },
  });
  const actor = swarm.spawn(machine, { id: 'watch' });
  await swarm.runFor(100);
  expect(actor.getSnapshot().context.atMs).toBe(12.5);
});
