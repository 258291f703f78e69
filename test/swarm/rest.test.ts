import { createSwarm } from 'statehive';
import { expect, test } from 'vitest';
import { assign, raise, setup } from 'xstate';
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
