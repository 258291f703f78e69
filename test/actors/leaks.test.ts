import { interval } from 'rxjs';
import { createSwarm, LeakError } from 'statehive';
import { describe, expect, test } from 'vitest';
import { fromPromise, log, setup } from 'xstate';

const apis: readonly (readonly [api: string, call: () => unknown])[] = [
  ['Date.now', () => Date.now()],
  ['new Date', () => new Date()],
  ['Date', () => Date()],
  ['performance.now', () => performance.now()],
  ['Math.random', () => Math.random()],
  ['crypto.randomUUID', () => crypto.randomUUID()],
  ['crypto.getRandomValues', () => crypto.getRandomValues(new Uint8Array(1))],
  ['setTimeout', () => setTimeout(() => {}, 1)],
  ['setInterval', () => setInterval(() => {}, 1_000)],
  ['setImmediate', () => setImmediate(() => {})],
];

/** A machine that calls it when it hears `LOOK`. */
const looking = (call: () => unknown) =>
  setup({}).createMachine({ id: 'looker', on: { LOOK: { actions: () => void call() } } });

/** The error of a swarm in which it is called at 5 ms. */
async function leakOf(call: () => unknown): Promise<unknown> {
  const swarm = createSwarm({ seed: 1, name: 'sealed' });
  const actor = swarm.spawn(looking(call));
  await swarm.runFor(5);
  actor.send({ type: 'LOOK' });
  return swarm.runFor(1).catch((error: unknown) => error);
}

describe('inside an actor', () => {
  test.each(apis)(
    '%s is an error that names it, the actor, the event and a remedy',
    async (api, call) => {
      const error = await leakOf(call);
      expect(error).toBeInstanceOf(LeakError);
      expect(error).toMatchObject({ api });
      expect((error as Error).message).toMatch(
        /was called by actor 'looker' of 'sealed' handling 'LOOK' at 5 ms: .* Use .+\.$/,
      );
    },
  );

  test.each(apis)('%s is an error also where its caller swallows it', async (_api, call) => {
    const swallowing = () => {
      try {
        call();
      } catch {}
    };
    expect(await leakOf(swallowing)).toBeInstanceOf(LeakError);
  });

  test('a date made of a number is none', async () => {
    expect(await leakOf(() => new Date(0).toISOString())).toBeUndefined();
  });

  test('a leak in a context function is caught while a swarm is composed by hand', async () => {
    const swarm = createSwarm({ seed: 1 });
    const machine = setup({ types: { context: {} as { at: number } } }).createMachine({
      context: () => ({ at: Date.now() }),
    });
    swarm.spawn(machine, { id: 'stamped' });
    await expect(swarm.runFor(0)).rejects.toThrow(/Date.now was called by actor 'stamped'/);
  });

  test('a leak in a child that its parent starts names the child', async () => {
    const child = setup({}).createMachine({ entry: () => void Math.random() });
    const parent = setup({ actors: { child } }).createMachine({
      invoke: { src: 'child', id: 'kid', onError: {} },
    });
    const swarm = createSwarm({ seed: 1 });
    swarm.spawn(parent, { id: 'mother' });
    await expect(swarm.runFor(0)).rejects.toThrow(/Math.random was called by actor 'mother\/kid'/);
  });

  test('a leak after an await in a promise names the promise', async () => {
    const promise = fromPromise(async () => {
      await Promise.resolve();
      await Promise.resolve();
      return Math.random();
    });
    const swarm = createSwarm({ seed: 1, name: 'sealed' });
    const parent = setup({ actors: { promise } }).createMachine({
      invoke: { src: 'promise', id: 'work', onError: {}, onDone: {} },
    });
    swarm.spawn(parent, { id: 'waiter' });
    await expect(swarm.runFor(0)).rejects.toThrow(
      /Math.random was called by actor 'waiter\/work' of 'sealed' handling 'xstate.init'/,
    );
  });
});

describe('RxJS without a scheduler', () => {
  test('is caught in a stream that is fed to an actor', async () => {
    const swarm = createSwarm({ seed: 1, name: 'sealed' });
    const actor = swarm.spawn(looking(() => {}));
    swarm.feed(interval(10) as never, actor);
    await expect(swarm.runFor(100)).rejects.toThrow(
      /was called by the code of simulation 'sealed'/,
    );
  });

  test('is caught in an actor that subscribes', async () => {
    expect(await leakOf(() => interval(10).subscribe())).toBeInstanceOf(LeakError);
  });
});

describe('outside of actors', () => {
  test.each(apis)('%s works while no swarm runs', (_api, call) => {
    expect(call).not.toThrow();
  });

  test('host code works while a swarm runs, also in between its steps', async () => {
    const swarm = createSwarm({ seed: 1 });
    const ticking = setup({}).createMachine({
      initial: 'a',
      states: { a: { after: { 1: { target: 'a', reenter: true } } } },
    });
    swarm.spawn(ticking, { id: 'ticking' });
    let looks = 0;
    let isOver = false;
    const look = () => {
      looks += Date.now() > 0 && Math.random() < 1 ? 1 : 0;
      if (!isOver) setImmediate(look);
    };
    const run = swarm.runFor(500_000); // long enough for the host to get turns
    look();
    await run;
    isOver = true;
    expect(looks).toBeGreaterThan(1);
  });

  test('all is as before when a run ends, also one that failed', async () => {
    const all = () => [
      Date,
      performance.now,
      Math.random,
      crypto.randomUUID,
      setTimeout,
      setInterval,
      setImmediate,
      Object.hasOwn(crypto, 'randomUUID'),
      Object.hasOwn(performance, 'now'),
    ];
    const before = all();
    await createSwarm({ seed: 1 }).runFor(1);
    expect(all()).toEqual(before);
    await leakOf(() => Math.random());
    expect(all()).toEqual(before);
  });
});

test('two swarms that run at once do not disturb each other', async () => {
  const make = (seed: number) => {
    const swarm = createSwarm({ seed, name: `swarm-${seed}` });
    const step = fromPromise(async () => {
      await Promise.resolve();
      return 1;
    });
    const machine = setup({ actors: { step } }).createMachine({
      initial: 'work',
      states: {
        work: { invoke: { src: 'step', onDone: 'rest' } },
        rest: { entry: log('x'), after: { 1: 'work' } },
      },
    });
    swarm.spawn(machine, { id: 'machine' });
    return swarm;
  };
  const [a, b, alone] = [make(1), make(2), make(1)];
  await Promise.all([a.runFor(200), b.runFor(300)]);
  await alone.runFor(200);
  expect(a.traceHash).toBe(alone.traceHash);
});
