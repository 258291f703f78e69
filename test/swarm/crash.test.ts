import { firstValueFrom, timer } from 'rxjs';
import { constant, createSwarm, latency, random } from 'statehive';
import { describe, expect, test } from 'vitest';
import { assign, fromPromise, setup, spawnChild } from 'xstate';
import { engines, recorder, teller, walker } from './stand-ins.ts';

describe.each(engines)('on the %s engine', (engine) => {
  const told = () => {
    const swarm = createSwarm({ seed: 7, engine, network: [latency(constant(4))] });
    const to = swarm.spawn(recorder);
    const from = swarm.spawn(teller, { input: { to } });
    return { swarm, to, from, heard: () => to.getSnapshot().context.heard };
  };

  test('a crashed actor sends nothing any more, but what it sent arrives', async () => {
    const { swarm, from, heard } = told();
    await swarm.runFor(21);
    swarm.crash(from);
    await swarm.runFor(100);
    // Sent at 10 and 20; the second was in flight when its sender crashed.
    expect(heard()).toEqual([
      [14, 1],
      [24, 2],
    ]);
    expect(swarm.activeActors).toBe(1);
  });

  test('what reaches an actor while it is down is lost, and is no dead letter', async () => {
    const { swarm, to, heard } = told();
    const lost: unknown[] = [];
    swarm.losses$.subscribe(({ atMs, envelope, why }) => lost.push([atMs, envelope.event, why]));
    await swarm.runFor(20);
    swarm.crash(to);
    await swarm.runFor(20);
    swarm.restart(to, { state: 'kept' });
    await swarm.runFor(20);
    expect(heard()).toEqual([
      [14, 1],
      [44, 4],
      [54, 5],
    ]);
    const why = 'its recipient is down';
    expect(lost).toEqual([
      [24, { type: 'NOTE', n: 2 }, why],
      [34, { type: 'NOTE', n: 3 }, why],
    ]);
    expect([swarm.lostCount, swarm.deadLetterCount]).toEqual([2, 0]);
  });

  test('an actor whose state is lost starts as it first did, with its input', async () => {
    const { swarm, to } = told();
    const second = swarm.spawn(teller, { id: 'second', input: { to, from: 100 } });
    await swarm.runFor(35);
    expect(second.getSnapshot().context.n).toBe(103);
    swarm.crash(second);
    expect(second.getSnapshot().status).toBe('stopped');
    swarm.restart(second, { state: 'lost' });
    await swarm.runFor(11);
    // Its timer is armed anew at 35, and so fires at 45.
    expect(second.getSnapshot()).toMatchObject({ status: 'active', context: { n: 101 } });
    expect(swarm.find('second')).toBe(second);
  });

  test('an actor of a population starts again with the input of its index', async () => {
    const swarm = createSwarm({ seed: 7, engine });
    const to = swarm.spawn(recorder);
    const tellers = swarm.populate(teller, 3, (index) => ({ input: { to, from: index * 10 } }));
    await swarm.runFor(25);
    swarm.crash(tellers.at(1));
    await swarm.runFor(10);
    swarm.restart(tellers.at(1), { state: 'lost' });
    await swarm.runFor(10);
    expect([...tellers].map((one) => one.getSnapshot().context.n)).toEqual([4, 11, 24]);
  });

  test('a state that is kept is gone on from, without entering it, its timers from the start', async () => {
    const swarm = createSwarm({ seed: 7, engine });
    const ref = swarm.spawn(walker);
    const entered: number[] = [];
    swarm.emissions$.subscribe(({ atMs }) => entered.push(atMs));
    ref.send({ type: 'GO' });
    await swarm.runFor(5);
    swarm.crash(ref);
    await swarm.runFor(95);
    swarm.restart(ref, { state: 'kept' });
    expect(ref.getSnapshot()).toMatchObject({ value: 'far', context: { entered: 2, ticks: 0 } });
    await swarm.runFor(6.9);
    expect(ref.getSnapshot().context.ticks).toBe(0);
    // `pace` is 5 + 2 ms, and the other timer of the state 30.
    await swarm.runFor(0.1);
    expect(ref.getSnapshot().context.ticks).toBe(1);
    await swarm.runFor(23);
    expect(ref.getSnapshot()).toMatchObject({ value: 'near', context: { entered: 3, ticks: 1 } });
    expect(entered).toEqual([0, 0, 130]);
  });

  test('with recover, what is kept is the input that it makes of the last context', async () => {
    const swarm = createSwarm({ seed: 7, engine });
    const to = swarm.spawn(recorder);
    const ref = swarm.spawn(teller, {
      input: { to },
      recover: ({ to: same, n }) => ({ to: same, from: n * 100 }),
    });
    await swarm.runFor(25);
    swarm.crash(ref);
    swarm.restart(ref, { state: 'kept' });
    expect(ref.getSnapshot().context.n).toBe(200);
    swarm.crash(ref);
    swarm.restart(ref, { state: 'lost' });
    expect(ref.getSnapshot().context.n).toBe(0);
  });

  test('an actor that restarts goes on with its random stream', async () => {
    const swarm = createSwarm({ seed: 7, engine });
    const gambler = setup({ types: { context: {} as { drawn: number } } }).createMachine({
      id: 'gambler',
      context: () => ({ drawn: random().uniform() }),
    });
    const ref = swarm.spawn(gambler);
    const draws = [ref.getSnapshot().context.drawn];
    for (let times = 0; times < 3; times++) {
      await swarm.runFor(1);
      swarm.crash(ref);
      swarm.restart(ref, { state: 'lost' });
      draws.push(ref.getSnapshot().context.drawn);
    }
    expect(new Set(draws).size).toBe(4);
  });

  test('crashing or restarting twice does nothing more, and is not told', async () => {
    const { swarm, from } = told();
    const verbs: unknown[] = [];
    swarm.faults$.subscribe(({ atMs, verb, actors, details }) =>
      verbs.push([atMs, verb, actors, details]),
    );
    await swarm.runFor(1);
    swarm.crash(from);
    swarm.crash(from);
    swarm.restart(from, { state: 'lost' });
    swarm.restart(from, { state: 'kept' });
    expect(verbs).toEqual([
      [1, 'crash', ['teller'], {}],
      [1, 'restart', ['teller'], { state: 'lost' }],
    ]);
  });

  test('called inside a step, a crash comes after what is due at the instant', async () => {
    const { swarm, to, heard } = told();
    swarm.transitions$.subscribe(({ actor, event }) => {
      if (actor === 'recorder' && 'n' in event && event.n === 2) swarm.crash(to);
    });
    await swarm.runFor(50);
    expect(heard()).toHaveLength(2);
    expect(swarm.lostCount).toBe(2);
  });

  test('an address that is down is taken', async () => {
    const { swarm, to } = told();
    await swarm.runFor(1);
    swarm.crash(to);
    expect(() => swarm.spawn(recorder)).toThrow("There is an actor 'recorder' already");
  });

  test('an actor that crashes before it starts, starts when it restarts, once', async () => {
    const { swarm, from, heard } = told();
    swarm.crash(from);
    swarm.restart(from, { state: 'lost' });
    await swarm.runFor(15);
    expect(heard()).toEqual([[14, 1]]);
    expect(swarm.events).toBe(4); // two starts, a timer, a note
  });
});

describe.each(engines)('a promise on the %s engine', (engine) => {
  test('is given up by a crash, and made anew when its actor starts anew', async () => {
    const swarm = createSwarm({ seed: 7, engine });
    const wait = fromPromise(() => firstValueFrom(timer(10, swarm.scheduler)));
    const waiter = setup({ actors: { wait } }).createMachine({
      id: 'waiter',
      initial: 'waiting',
      states: { waiting: { invoke: { src: 'wait', onDone: 'over' } }, over: {} },
    });
    const ref = swarm.spawn(waiter);
    await swarm.runFor(5);
    swarm.crash(ref);
    // The first promise settles at 10 ms: nobody waits for it any more.
    await swarm.runFor(20);
    expect(swarm.deadLetterCount).toBe(0);
    swarm.restart(ref, { state: 'lost' });
    await swarm.runFor(9);
    expect(ref.getSnapshot().value).toBe('waiting');
    await swarm.runFor(1);
    expect(ref.getSnapshot().value).toBe('over');
  });
});

describe.each(engines)('a parent on the %s engine', (engine) => {
  const parent = setup({ actors: { walker } }).createMachine({
    id: 'parent',
    context: ({ spawn }) => ({ child: spawn('walker', { id: 'child' }) }),
    initial: 'on',
    states: { on: { invoke: { src: 'walker', id: 'helper' }, on: { OFF: 'off' } }, off: {} },
  });
  const family = async () => {
    const swarm = createSwarm({ seed: 7, engine });
    const ref = swarm.spawn(parent);
    await swarm.runFor(1);
    return { swarm, ref, child: swarm.find('parent/child')!, helper: swarm.find('parent/helper')! };
  };

  test('takes its children down with it, and starts new ones when its state is lost', async () => {
    const { swarm, ref, child } = await family();
    expect(swarm.activeActors).toBe(3);
    swarm.crash(ref);
    expect(swarm.activeActors).toBe(0);
    swarm.restart(ref, { state: 'lost' });
    await swarm.runFor(1);
    expect(swarm.activeActors).toBe(3);
    expect(swarm.find('parent/child')).not.toBe(child);
    expect(child.getSnapshot().status).toBe('stopped');
  });

  test('comes back without children when its state is kept', async () => {
    const { swarm, ref } = await family();
    swarm.crash(ref);
    swarm.restart(ref, { state: 'kept' });
    await swarm.runFor(1);
    expect(swarm.activeActors).toBe(1);
    expect(ref.getSnapshot()).toMatchObject({ status: 'active', value: 'on', children: {} });
  });

  test('is not told that its child crashed, and the child comes back alone', async () => {
    const { swarm, ref, helper } = await family();
    const events = swarm.events;
    swarm.crash(helper);
    await swarm.runFor(10);
    expect(swarm.events).toBe(events);
    swarm.restart(helper, { state: 'lost' });
    expect(swarm.activeActors).toBe(3);
    ref.send({ type: 'OFF' });
    await swarm.runFor(1);
    expect(swarm.activeActors).toBe(2);
  });

  test('gives a child that lost its state the input that it first had', async () => {
    const types = { input: {} as number, context: {} as { given: number } };
    const child = setup({ types }).createMachine({ context: ({ input }) => ({ given: input }) });
    const parent = setup({ actors: { child } }).createMachine({
      entry: spawnChild('child', { id: 'child', input: 42 }),
    });
    const swarm = createSwarm({ seed: 1 });
    swarm.spawn(parent, { id: 'parent' });
    await swarm.runFor(1);
    const ref = swarm.find('parent/child')!;
    swarm.crash(ref);
    swarm.restart(ref, { state: 'lost' });
    expect(ref.getSnapshot().context).toEqual({ given: 42 });
  });

  test('that has stopped its child while it was down has stopped it for good', async () => {
    const { swarm, ref, helper } = await family();
    swarm.crash(helper);
    ref.send({ type: 'OFF' });
    await swarm.runFor(1);
    swarm.restart(helper, { state: 'kept' });
    expect(swarm.activeActors).toBe(2);
  });

  test('that is down keeps its crashed child from coming back', async () => {
    const { swarm, ref, helper } = await family();
    swarm.crash(helper);
    swarm.crash(ref);
    swarm.restart(helper, { state: 'kept' });
    expect(swarm.activeActors).toBe(0);
  });
});

test('crashes and restarts have one trace hash on both engines, and change it', async () => {
  const hashes: string[] = [];
  for (const engine of engines) {
    for (const state of ['kept', 'lost', undefined] as const) {
      const swarm = createSwarm({ seed: 7, engine });
      const refs = [...swarm.populate(walker, 3, () => ({}))];
      for (const ref of refs) ref.send({ type: 'GO' });
      await swarm.runFor(3);
      if (state !== undefined) swarm.crash(refs[1]!);
      await swarm.runFor(10);
      if (state !== undefined) swarm.restart(refs[1]!, { state });
      await swarm.runFor(50);
      hashes.push(swarm.traceHash);
    }
  }
  expect(hashes.slice(0, 3)).toEqual(hashes.slice(3));
  expect(new Set(hashes).size).toBe(3);
});

test('what a machine of another kind keeps is its whole context', async () => {
  const swarm = createSwarm({ seed: 7 });
  const counter = setup({ types: { context: {} as { n: number } } }).createMachine({
    context: { n: 0 },
    on: { '*': { actions: assign({ n: ({ context }) => context.n + 1 }) } },
  });
  const ref = swarm.spawn(counter, { id: 'counter' });
  ref.send({ type: 'A' });
  await swarm.runFor(1);
  swarm.crash(ref);
  swarm.restart(ref, { state: 'kept' });
  ref.send({ type: 'A' });
  await swarm.runFor(1);
  expect(ref.getSnapshot().context.n).toBe(2);
});
