import { constant, defineSimulation, latency } from 'statehive';
import { assign, setup } from 'xstate';
import { z } from 'zod';

/** A door that closes by itself, and can be locked when it is closed. */
export const doorMachine = setup({
  types: { events: {} as { type: 'PUSH' | 'LOCK' | 'UNLOCK' } },
}).createMachine({
  id: 'door',
  initial: 'closed',
  states: {
    closed: { on: { PUSH: 'open', LOCK: 'locked' } },
    open: { after: { 100: 'closed' } },
    locked: { on: { UNLOCK: 'closed' } },
  },
});

/** The same, but for its lock, which the third push breaks. */
const weakDoorMachine = setup({
  types: {
    events: {} as { type: 'PUSH' | 'LOCK' | 'UNLOCK' },
    context: {} as { pushes: number },
  },
  guards: { isLast: ({ context }) => context.pushes === 2 },
  actions: { count: assign({ pushes: ({ context }) => context.pushes + 1 }) },
}).createMachine({
  id: 'door',
  context: { pushes: 0 },
  initial: 'closed',
  states: {
    closed: { on: { PUSH: { target: 'open', actions: 'count' }, LOCK: 'locked' } },
    open: { after: { 100: 'closed' } },
    locked: {
      on: { UNLOCK: 'closed', PUSH: [{ guard: 'isLast', target: 'open' }, { actions: 'count' }] },
    },
  },
});

export const door = defineSimulation({
  name: 'door',
  summary: 'A door.',
  params: z.object({ weak: z.boolean().default(false).describe('whether pushes break its lock') }),
  network: () => [latency(constant(5))],
  compose: ({ swarm, params }) => ({
    door: params.weak ? swarm.spawn(weakDoorMachine) : swarm.spawn(doorMachine),
  }),
});

/** What a door is to do. */
export const doorModel = setup({
  types: { events: {} as { type: 'PUSH' | 'LOCK' | 'UNLOCK' | 'WAIT' } },
}).createMachine({
  id: 'door-model',
  initial: 'closed',
  states: {
    closed: { on: { PUSH: 'open', LOCK: 'locked' } },
    open: { on: { WAIT: 'closed' } },
    // That nothing comes of a push is a transition as well.
    locked: { on: { UNLOCK: 'closed', PUSH: {} } },
  },
});
