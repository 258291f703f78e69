import { bufferTime, debounceTime, map, type Observable, timeout } from 'rxjs';
import { constant, createSwarm, latency } from 'statehive';
import { describe, expect, test } from 'vitest';
import { emit, log, sendTo, setup } from 'xstate';

type Beat = { type: 'beat'; n: number };

const drum = setup({ types: { emitted: {} as Beat } }).createMachine({
  id: 'drum',
  initial: 'beating',
  states: {
    beating: {
      after: { 10: { target: 'beating', reenter: true, actions: emit({ type: 'beat', n: 1 }) } },
    },
  },
});

test('envelopes$ shows who sends what to whom, when, and when it is due', async () => {
  const swarm = createSwarm({ seed: 1, network: [latency(constant(7))] });
  const listener = swarm.spawn(setup({}).createMachine({ id: 'listener' }));
  const seen: unknown[] = [];
  swarm.envelopes$.subscribe(({ from, to, sentAtMs, dueAtMs }) =>
    seen.push([from, to, sentAtMs, dueAtMs]),
  );
  const caller = setup({}).createMachine({
    after: { 5: { actions: sendTo(listener, { type: 'X' }) } },
  });
  swarm.spawn(caller, { id: 'caller' });
  await swarm.runFor(20);
  expect(seen).toEqual([['caller', 'listener', 5, 12]]);
});

test('transitions$ shows each step with its event, state and envelope', async () => {
  const swarm = createSwarm({ seed: 1 });
  const machine = setup({}).createMachine({
    id: 'door',
    initial: 'shut',
    states: { shut: { on: { OPEN: 'open' } }, open: {} },
  });
  const seen: unknown[] = [];
  swarm.transitions$.subscribe(({ step, actor, event, value, envelope }) =>
    seen.push([step, actor, event.type, value, envelope?.from]),
  );
  swarm.spawn(machine).send({ type: 'OPEN' });
  await swarm.runFor(0);
  expect(seen).toEqual([
    [1, 'door', 'xstate.init', 'shut', undefined],
    [2, 'door', 'OPEN', 'open', 'outside'],
  ]);
});

test('logs$ shows what machines log, with the actor and the time', async () => {
  const swarm = createSwarm({ seed: 1 });
  const seen: unknown[] = [];
  swarm.logs$.subscribe((entry) => seen.push(entry));
  swarm.spawn(setup({}).createMachine({ after: { 3: { actions: log('here', 'label') } } }), {
    id: 'talker',
  });
  await swarm.runFor(10);
  expect(seen).toEqual([{ atMs: 3, actor: 'talker', values: ['label', 'here'] }]);
});

test('emitted shows what the actors of a population emit, and no others', async () => {
  const swarm = createSwarm({ seed: 1 });
  const drums = swarm.populate(drum, 2, () => ({}));
  swarm.spawn(drum, { id: 'stranger' });
  const beats: Beat[] = [];
  swarm.emitted(drums, 'beat').subscribe((beat) => beats.push(beat));
  await swarm.runFor(10);
  expect(beats).toHaveLength(2);
});

describe('RxJS operators on the swarm scheduler see simulated time', () => {
  test('bufferTime', async () => {
    const swarm = createSwarm({ seed: 1 });
    const sizes: number[] = [];
    swarm.emissions$
      .pipe(bufferTime(50, swarm.scheduler))
      .subscribe((buffer) => sizes.push(buffer.length));
    swarm.spawn(drum);
    await swarm.runFor(100);
    expect(sizes.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(9);
    expect(sizes).toHaveLength(2);
  });

  test('debounceTime and timeout', async () => {
    const swarm = createSwarm({ seed: 1 });
    const seen: unknown[] = [];
    swarm.emissions$
      .pipe(
        debounceTime(15, swarm.scheduler),
        timeout({ first: 40, scheduler: swarm.scheduler }),
        map(() => 'silence'),
      )
      .subscribe({ error: (error: Error) => seen.push([error.name, swarm.nowMs]) });
    swarm.spawn(drum);
    await swarm.runFor(100);
    expect(seen).toEqual([['TimeoutError', 40]]);
  });
});

describe('an observer that throws', () => {
  const broken = () => {
    throw new Error('bad observer');
  };

  test.each(['envelopes$', 'transitions$', 'emissions$', 'logs$', 'deadLetters$'] as const)(
    'on %s fails the run with its own error',
    async (stream) => {
      const swarm = createSwarm({ seed: 1 });
      const gone = swarm.spawn(setup({}).createMachine({ id: 'gone' }));
      swarm.stop(gone);
      const all = setup({}).createMachine({
        entry: [sendTo(gone, { type: 'X' }), emit({ type: 'x' }), log('x')],
      });
      swarm.spawn(all, { id: 'all' });
      (swarm[stream] as Observable<unknown>).subscribe(broken);
      await expect(swarm.runFor(10)).rejects.toThrow(/^bad observer$/);
    },
  );

  test('of what an actor emits is not that actor’s failure', async () => {
    const swarm = createSwarm({ seed: 1 });
    const actor = swarm.spawn(drum);
    swarm.emitted(actor, 'beat').subscribe(broken);
    await expect(swarm.runFor(10)).rejects.toThrow('bad observer');
    expect(actor.getSnapshot().status).toBe('active');
  });
});
