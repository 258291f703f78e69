import { firstValueFrom, interval, map, take, timer } from 'rxjs';
import { createSwarm, random } from 'statehive';
import { describe, expect, test } from 'vitest';
import {
  type AnyActorLogic,
  type AnyActorRef,
  assign,
  fromCallback,
  fromObservable,
  fromPromise,
  fromTransition,
  log,
  sendTo,
  setup,
  spawnChild,
  stopChild,
} from 'xstate';

const worker = setup({}).createMachine({
  id: 'worker',
  initial: 'working',
  states: { working: { after: { 10: 'done' } }, done: { type: 'final' } },
  output: 42,
});

describe('children', () => {
  test('of spawnChild live below their parent until stopChild', async () => {
    const parent = setup({ actors: { worker } }).createMachine({
      entry: spawnChild('worker', { id: 'w' }),
      after: { 5: { actions: stopChild('w') } },
    });
    const swarm = createSwarm({ seed: 1 });
    swarm.spawn(parent, { id: 'boss' });
    await swarm.runFor(1);
    const child = swarm.find('boss/w');
    expect(child?.getSnapshot().value).toBe('working');
    await swarm.runFor(50);
    expect(child?.getSnapshot().status).toBe('stopped');
    expect(swarm.activeActors).toBe(1);
  });

  test('of spawn in assign are kept in context and can be written to', async () => {
    const parent = setup({
      types: { context: {} as { kid?: AnyActorRef } },
      actors: { worker },
    }).createMachine({
      context: {},
      entry: assign({ kid: ({ spawn }) => spawn('worker', { id: 'kid' }) }),
    });
    const swarm = createSwarm({ seed: 1 });
    const actor = swarm.spawn(parent, { id: 'boss' });
    await swarm.runFor(1);
    expect(swarm.address(actor.getSnapshot().context.kid!)).toBe('boss/kid');
  });

  test('draw from streams of their own, so that they do not change what their parent draws', async () => {
    const gambler = setup({}).createMachine({ entry: log(() => random().uniform()) });
    const parent = (hasChild: boolean) =>
      setup({ actors: { gambler } }).createMachine({
        entry: hasChild ? spawnChild('gambler', { id: 'child' }) : [],
        after: { 5: { actions: log(() => random().uniform()) } },
      });
    const draws = async (hasChild: boolean) => {
      const swarm = createSwarm({ seed: 1 });
      const seen = new Map<string, unknown>();
      swarm.logs$.subscribe(({ actor, values }) => seen.set(actor, values[0]));
      swarm.spawn(parent(hasChild), { id: 'parent' });
      await swarm.runFor(10);
      return seen;
    };
    const [alone, together] = [await draws(false), await draws(true)];
    expect(together.get('parent')).toBe(alone.get('parent'));
    expect(together.get('parent/child')).not.toBe(alone.get('parent'));
  });

  test('with a systemId are found by it', async () => {
    const registry = setup({ actors: { worker } }).createMachine({
      invoke: { src: 'worker', systemId: 'the-worker' },
      on: { ASK: { actions: sendTo(({ system }) => system.get('the-worker'), { type: 'WAKE' }) } },
    });
    const swarm = createSwarm({ seed: 1 });
    const woken: string[] = [];
    swarm.transitions$.subscribe(({ actor, event }) => event.type === 'WAKE' && woken.push(actor));
    swarm.spawn(registry, { id: 'registry' }).send({ type: 'ASK' });
    await swarm.runFor(1);
    expect(woken).toHaveLength(1);
    expect(woken[0]).toMatch(/^registry\//);
  });
});

/** A machine that invokes one logic and tells what became of it. */
function invoking(src: AnyActorLogic) {
  return setup({ types: { context: {} as { output: unknown } }, actors: { src } }).createMachine({
    context: { output: undefined },
    initial: 'waiting',
    states: {
      waiting: {
        invoke: {
          src: 'src',
          id: 'child',
          onDone: { target: 'done', actions: assign({ output: ({ event }) => event.output }) },
          onError: { target: 'failed', actions: assign({ output: ({ event }) => event.error }) },
        },
        on: { '*': { actions: assign({ output: ({ event }) => event }) } },
      },
      done: {},
      failed: {},
    },
  });
}

async function outcomeOf(src: Parameters<typeof invoking>[0], durationMs = 100) {
  const swarm = createSwarm({ seed: 1 });
  const actor = swarm.spawn(invoking(src), { id: 'parent' });
  await swarm.runFor(durationMs);
  const { value, context } = actor.getSnapshot();
  return [value, context.output];
}

describe('invoke', () => {
  test('of a machine ends in onDone with its output', async () => {
    expect(await outcomeOf(worker)).toEqual(['done', 42]);
  });

  test('of a machine that throws ends in onError, and the run goes on', async () => {
    const fails = setup({}).createMachine({
      after: {
        10: {
          actions: () => {
            throw new Error('broken');
          },
        },
      },
    });
    expect(await outcomeOf(fails)).toEqual(['failed', new Error('broken')]);
  });

  test('tells of each snapshot where onSnapshot asks for it', async () => {
    const parent = setup({
      types: { context: {} as { seen: unknown[] } },
      actors: { worker },
    }).createMachine({
      context: { seen: [] },
      invoke: {
        src: 'worker',
        onSnapshot: {
          actions: assign({
            seen: ({ context, event }) => [...context.seen, event.snapshot.value],
          }),
        },
      },
    });
    const swarm = createSwarm({ seed: 1 });
    const actor = swarm.spawn(parent, { id: 'parent' });
    await swarm.runFor(100);
    expect(actor.getSnapshot().context.seen).toContain('working');
  });

  test('of a promise ends in onDone at the simulated time at which it began', async () => {
    const chain = fromPromise(async () => {
      for (let i = 0; i < 50; i++) await Promise.resolve();
      return 'settled';
    });
    expect(await outcomeOf(chain, 0)).toEqual(['done', 'settled']);
  });

  test('of a promise that rejects ends in onError', async () => {
    const rejecting = fromPromise(() => Promise.reject(new Error('no')));
    expect(await outcomeOf(rejecting)).toEqual(['failed', new Error('no')]);
  });

  test('of a callback hears what it sends back, and stops it when its state is left', async () => {
    let disposed = false;
    const callback = fromCallback<{ type: 'ASK' }>(({ sendBack, receive }) => {
      receive((event) => sendBack({ type: 'ANSWER', to: event.type }));
      return () => {
        disposed = true;
      };
    });
    const parent = setup({ actors: { callback } }).createMachine({
      initial: 'asking',
      states: {
        asking: {
          invoke: { src: 'callback', id: 'oracle' },
          entry: sendTo('oracle', { type: 'ASK' }),
          on: { ANSWER: 'answered' },
        },
        answered: {},
      },
    });
    const swarm = createSwarm({ seed: 1 });
    const actor = swarm.spawn(parent, { id: 'parent' });
    await swarm.runFor(0);
    expect([actor.getSnapshot().value, disposed]).toEqual(['answered', true]);
  });

  test('of an observable on the swarm scheduler runs in simulated time', async () => {
    const swarm = createSwarm({ seed: 1 });
    const ticks = fromObservable(() => interval(10, swarm.scheduler).pipe(take(3)));
    const seen: number[] = [];
    swarm.transitions$.subscribe(({ actor, event, atMs }) => {
      if (actor === 'parent/child' && event.type === 'xstate.observable.next') seen.push(atMs);
    });
    const actor = swarm.spawn(invoking(ticks), { id: 'parent' });
    await swarm.runFor(100);
    expect(seen).toEqual([10, 20, 30]);
    expect(actor.getSnapshot().value).toBe('done');
  });

  test('of a promise may await RxJS on the swarm scheduler', async () => {
    const swarm = createSwarm({ seed: 1 });
    const nap = fromPromise(() => firstValueFrom(timer(25, swarm.scheduler).pipe(map(() => 'up'))));
    const actor = swarm.spawn(invoking(nap), { id: 'parent' });
    await swarm.runFor(24);
    expect(actor.getSnapshot().value).toBe('waiting');
    await swarm.runFor(1);
    expect(actor.getSnapshot().context.output).toBe('up');
  });

  test('of a transition function keeps its state by events', async () => {
    const tally = fromTransition((state: number, _event: { type: 'ADD' }) => state + 1, 0);
    const swarm = createSwarm({ seed: 1 });
    swarm.spawn(invoking(tally), { id: 'parent' });
    await swarm.runFor(0);
    const child = swarm.find('parent/child');
    child?.send({ type: 'ADD' });
    child?.send({ type: 'ADD' });
    await swarm.runFor(0);
    expect(child?.getSnapshot().context).toBe(2);
  });
});
