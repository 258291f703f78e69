import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { firstValueFrom, Subject } from 'rxjs';
import { createSwarm, defineSimulation, run, UnsettledPromiseError } from 'statehive';
import { describe, expect, test } from 'vitest';
import { type AnyActorLogic, fromPromise, setup } from 'xstate';
import { z } from 'zod';

/** Waits for a promise, and meanwhile keeps simulated time busy for so many ms. */
function waiting(promise: AnyActorLogic, busyMs: number) {
  return setup({ actors: { promise }, delays: { busyMs } }).createMachine({
    id: 'waiter',
    type: 'parallel',
    states: {
      wait: {
        initial: 'on',
        states: { on: { invoke: { src: 'promise', id: 'io', onDone: 'off' } }, off: {} },
      },
      work: {
        initial: 'on',
        states: {
          on: { after: { busyMs: 'off' } },
          off: {},
        },
      },
    },
  });
}

const simulationOf = (promise: AnyActorLogic) =>
  defineSimulation({
    name: 'waiting',
    summary: 'An actor waits for a promise.',
    params: z.object({}),
    compose: ({ swarm }) => swarm.spawn(waiting(promise, 10)),
  });

describe('a promise that never settles in simulated time', () => {
  test('fails the run, which names it by address', async () => {
    const result = await run(simulationOf(fromPromise(() => new Promise(() => {}))), { seed: 1 });
    expect(result.outcome).toBe('failed');
    expect(result.failure).toBeInstanceOf(UnsettledPromiseError);
    expect(result.failure).toMatchObject({ actors: ['waiter/io'] });
    expect(result.reason).toContain("The promise of 'waiter/io' never settles in simulated time");
  });

  test('but waits for the host is named when nothing else is left', async () => {
    const io = fromPromise(() => readFile(new URL(import.meta.url), 'utf8'));
    const result = await run(simulationOf(io), { seed: 1 });
    expect(result.reason).toContain("'waiter/io' never settles in simulated time");
  });

  test('is no failure once its actor has been stopped', async () => {
    const leaving = setup({
      actors: { promise: fromPromise(() => new Promise(() => {})) },
    }).createMachine({
      initial: 'on',
      states: { on: { invoke: { src: 'promise' }, after: { 5: 'off' } }, off: {} },
    });
    const simulation = defineSimulation({
      name: 'leaving',
      summary: 'An actor stops waiting.',
      params: z.object({}),
      compose: ({ swarm }) => void swarm.spawn(leaving, { id: 'leaver' }),
    });
    expect((await run(simulation, { seed: 1 })).outcome).toBe('completed');
  });
});

test.each([
  ['a file', () => readFile(new URL(import.meta.url), 'utf8')],
  ['a wall timer', () => sleep(20)],
])('a promise that %s settles in the middle of a run fails it by name', async (_what, wait) => {
  const swarm = createSwarm({ seed: 1, name: 'sealed' });
  const ticking = setup({}).createMachine({
    initial: 'a',
    states: { a: { after: { 1: { target: 'a', reenter: true } } } },
  });
  swarm.spawn(ticking, { id: 'ticking' });
  swarm.spawn(waiting(fromPromise<unknown>(wait), 1));
  // Without end but for the failure: the host gets its turn every 50 wall ms.
  await expect(swarm.runFor(1e9)).rejects.toThrow(
    /promise or callback of actor 'waiter\/io' of 'sealed' .* settled on the host's time/,
  );
});

test('a long chain of awaits settles before simulated time moves on', async () => {
  const settledAt: number[] = [];
  const swarm = createSwarm({ seed: 1 });
  const chain = fromPromise(async () => {
    for (let i = 0; i < 1_000; i++) await null;
    settledAt.push(swarm.nowMs);
  });
  swarm.spawn(waiting(chain, 10));
  await swarm.runFor(20);
  expect(settledAt).toEqual([0]);
});

test('a promise that another actor resolves settles in the step in which it does', async () => {
  const swarm = createSwarm({ seed: 1 });
  const door = new Subject<void>();
  const opener = setup({}).createMachine({ after: { 7: { actions: () => door.next() } } });
  swarm.spawn(opener, { id: 'opener' });
  const actor = swarm.spawn(
    waiting(
      fromPromise(() => firstValueFrom(door)),
      10,
    ),
  );
  await swarm.runFor(6);
  expect(actor.getSnapshot().value).toMatchObject({ wait: 'on' });
  await swarm.runFor(1);
  expect(actor.getSnapshot().value).toMatchObject({ wait: 'off' });
});
