import { type Address, createSwarm, exponential, latency } from 'statehive';
import { expect, test } from 'vitest';
import { assign, enqueueActions, raise, setup } from 'xstate';
import { engines } from './stand-ins.ts';

/** Counts how often it woke, half a second after it was called. */
const sleeper = setup({
  types: {
    context: {} as { woken: number },
    events: {} as { type: 'CALL' } | { type: 'WAKE' } | { type: 'HUSH' },
  },
}).createMachine({
  id: 'sleeper',
  context: { woken: 0 },
  initial: 'asleep',
  on: { CALL: { actions: raise({ type: 'WAKE' }, { delay: 500 }) } },
  states: {
    asleep: {
      on: {
        WAKE: { actions: assign({ woken: ({ context }) => context.woken + 1 }) },
        HUSH: '.fast',
      },
      initial: 'light',
      states: { light: {}, fast: { after: { 10000: 'light' } } },
    },
  },
});

test.each(engines)(
  'a swarm that came to rest goes on with as much as before (%s)',
  async (engine) => {
    const swarm = createSwarm({ seed: 1, engine });
    const sleepers = swarm.populate(sleeper, 200, () => ({}));
    for (const calls of [1, 2, 3]) {
      for (const each of sleepers) each.send({ type: 'CALL' });
      await swarm.runFor(1_000);
      expect([...sleepers].every((each) => each.getSnapshot().context.woken === calls)).toBe(true);
    }
  },
);

test.each(engines)(
  'what was disarmed before a rest does not go off after it (%s)',
  async (engine) => {
    const swarm = createSwarm({ seed: 1, engine });
    const sleepers = [...swarm.populate(sleeper, 100, () => ({}))];
    for (const each of sleepers) each.send({ type: 'HUSH' });
    await swarm.runFor(1);
    for (const each of sleepers) swarm.crash(each);
    await swarm.runFor(1);
    for (const each of sleepers) swarm.restart(each, { state: 'lost' });
    for (const each of sleepers) each.send({ type: 'CALL' });
    await swarm.runFor(20_000);
    expect(sleepers.every((each) => each.getSnapshot().context.woken === 1)).toBe(true);
  },
);

type Sleepers = readonly Address<{ type: 'CALL' }>[];

/** Calls all sleepers whenever it is rung. */
const bell = setup({
  types: { input: {} as Sleepers, context: {} as { sleepers: Sleepers } },
  actions: {
    call: enqueueActions(({ context, enqueue }) => {
      for (const each of context.sleepers) enqueue.sendTo(each, { type: 'CALL' });
    }),
  },
}).createMachine({
  id: 'bell',
  context: ({ input }) => ({ sleepers: input }),
  on: { RING: { actions: 'call' } },
});

/** How long the calls of a second round are under way, when the swarm has come to rest or not. */
async function secondCallsMs(isAtRest: boolean): Promise<number[]> {
  const swarm = createSwarm({ seed: 1, network: [latency(exponential({ mean: 5 }))] });
  const sleepers = [...swarm.populate(sleeper, 100, () => ({}))];
  const caller = swarm.spawn(bell, { id: 'bell', input: sleepers });
  if (!isAtRest) sleepers[0]!.send({ type: 'HUSH' });
  caller.send({ type: 'RING' });
  await swarm.runFor(5_000);
  const flights: number[] = [];
  swarm.envelopes$.subscribe(({ from, sentAtMs, dueAtMs }) => {
    if (from === 'bell') flights.push(dueAtMs - sentAtMs);
  });
  caller.send({ type: 'RING' });
  await swarm.runFor(1_000);
  return flights;
}

test('the network is the same after a rest as it is without one', async () => {
  const flights = await secondCallsMs(true);
  expect(new Set(flights).size).toBe(100);
  expect(flights).toEqual(await secondCallsMs(false));
});
