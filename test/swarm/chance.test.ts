import { chance, choose, createSwarm, exponential, now, random, sample, uniform } from 'statehive';
import { describe, expect, test } from 'vitest';
import { assign, emit, setup } from 'xstate';

/** Emits a draw each simulated ms. */
const gambler = setup({
  types: { emitted: {} as { type: 'drew'; n: number } },
  actions: { draw: emit(() => ({ type: 'drew' as const, n: random().uniform() })) },
}).createMachine({
  id: 'gambler',
  initial: 'on',
  states: { on: { entry: 'draw', after: { 1: { target: 'on', reenter: true } } } },
});

async function draws(ids: readonly string[], seed = 7): Promise<Map<string, number[]>> {
  const swarm = createSwarm({ seed });
  const drawn = new Map<string, number[]>(ids.map((id) => [id, []]));
  swarm.emissions$.subscribe(({ actor, event }) => drawn.get(actor)?.push(event.n));
  for (const id of ids) swarm.spawn(gambler, { id });
  await swarm.runFor(20);
  return drawn;
}

describe('the chance of an actor', () => {
  test('is its own: another actor changes no draw of those there are', async () => {
    const few = await draws(['a', 'b']);
    const more = await draws(['new', 'b', 'a']);
    expect(more.get('a')).toEqual(few.get('a'));
    expect(more.get('b')).toEqual(few.get('b'));
  });

  test('differs from that of every other actor, and with the seed', async () => {
    const drawn = await draws(['a', 'b']);
    expect(drawn.get('a')).not.toEqual(drawn.get('b'));
    expect((await draws(['a'], 8)).get('a')).not.toEqual(drawn.get('a'));
  });

  test('is not that of an earlier actor at the same address', async () => {
    const swarm = createSwarm({ seed: 7 });
    const drawn: number[] = [];
    swarm.emissions$.subscribe(({ event }) => drawn.push(event.n));
    for (let i = 0; i < 2; i++) {
      const actor = swarm.spawn(gambler);
      await swarm.runFor(0);
      swarm.stop(actor);
    }
    expect(drawn[1]).not.toBe(drawn[0]);
  });
});

test('whoever observes a swarm goes on with a stream of their own from draw to draw', async () => {
  const swarm = createSwarm({ seed: 7 });
  const drawn: number[] = [];
  swarm.emissions$.subscribe(() => drawn.push(random().uniform()));
  swarm.spawn(gambler);
  await swarm.runFor(20);
  expect(new Set(drawn).size).toBe(21);
});

describe('the chance of a simulation', () => {
  test('is a stream for each name, the same at each call', () => {
    const swarm = createSwarm({ seed: 7 });
    expect(swarm.random('faults')).toBe(swarm.random('faults'));
    const other = createSwarm({ seed: 7 });
    const first = swarm.random('faults').uniform();
    other.random('other').uniform();
    expect(other.random('faults').uniform()).toBe(first);
  });

  test.each([0.5, Number.NaN, 2 ** 60])('refuses the seed %d', (seed) => {
    expect(() => createSwarm({ seed })).toThrow(RangeError);
  });
});

test.each([
  ['now', () => now()],
  ['random', () => random()],
  ['sample', () => sample(exponential({ mean: 1 }))],
])('%s outside of a swarm says where it is to be called', (name, call) => {
  expect(call).toThrow(`${name}() was called outside a swarm: call it in an action`);
});

test('sample in a delay gives each actor its own time', async () => {
  const swarm = createSwarm({ seed: 7 });
  const once = setup({ delays: { wait: () => sample(uniform({ min: 1, max: 9 })) } });
  const machine = once.createMachine({
    id: 'once',
    initial: 'a',
    states: { a: { after: { wait: 'b' } }, b: {} },
  });
  const times = new Set<number>();
  swarm.transitions$.subscribe(({ value, atMs }) => value === 'b' && times.add(atMs));
  swarm.populate(machine, 10, () => ({}));
  await swarm.runFor(10);
  expect(times.size).toBe(10);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(1);
});

describe('a choice that a machine leaves open', () => {
  const drawing = (draw: () => unknown) =>
    setup({ types: { context: {} as { drawn: unknown[] } } }).createMachine({
      id: 'drawing',
      context: { drawn: [] },
      initial: 'on',
      states: {
        on: {
          after: {
            1: {
              target: 'on',
              reenter: true,
              actions: assign({ drawn: ({ context }) => [...context.drawn, draw()] }),
            },
          },
        },
      },
    });
  const drawn = async (draw: () => unknown, forMs: number) => {
    const swarm = createSwarm({ seed: 7 });
    const actor = swarm.spawn(drawing(draw));
    await swarm.runFor(forMs);
    return actor.getSnapshot().context.drawn;
  };

  test('of so many is drawn as one of a list is', async () => {
    const options = ['a', 'b', 'c'];
    const byNumber = await drawn(() => options[choose(3)], 100);
    expect(byNumber).toEqual(await drawn(() => choose(options), 100));
  });

  test('is a chance that comes as often as it says', async () => {
    const won = (await drawn(() => chance(0.3), 2_000)).filter((each) => each === true);
    // Four standard errors.
    expect(Math.abs(won.length / 2_000 - 0.3)).toBeLessThan(4 * Math.sqrt(0.21 / 2_000));
  });

  test.each([-0.1, 1.5, Number.NaN])('is no chance of %d', async (probability) => {
    await expect(drawn(() => chance(probability), 1)).rejects.toThrow(/from 0 to 1/);
  });

  test.each([0, 1.5])('is not one of %d', async (count) => {
    await expect(drawn(() => choose(count), 1)).rejects.toThrow(/at least one option/);
  });
});
