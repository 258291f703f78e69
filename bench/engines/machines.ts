import { assign, setup } from 'xstate';

/** Two states and an assignment: the least that a machine with a context does. */
export const switchMachine = setup({
  types: {
    context: {} as { count: number },
    events: {} as { type: 'TOGGLE' },
    input: {} as { count: number },
  },
  actions: { countUp: assign({ count: ({ context }) => context.count + 1 }) },
}).createMachine({
  id: 'switch',
  context: ({ input }) => ({ count: input.count }),
  initial: 'off',
  states: {
    off: { on: { TOGGLE: { target: 'on', actions: 'countUp' } } },
    on: { on: { TOGGLE: { target: 'off', actions: 'countUp' } } },
  },
});

/** Three levels, a parallel state, guards and eventless transitions. */
export const orderMachine = setup({
  types: {
    context: {} as { items: number; audits: number },
    events: {} as { type: 'ADD' } | { type: 'AUDIT' },
  },
  guards: {
    isFull: ({ context }) => context.items % 4 === 0,
    hasItems: ({ context }) => context.items > 0,
  },
  actions: {
    addItem: assign({ items: ({ context }) => context.items + 1 }),
    countAudit: assign({ audits: ({ context }) => context.audits + 1 }),
  },
}).createMachine({
  id: 'order',
  context: { items: 0, audits: 0 },
  initial: 'open',
  states: {
    open: {
      type: 'parallel',
      states: {
        cart: {
          initial: 'filling',
          states: {
            filling: {
              on: {
                ADD: [
                  { guard: ({ context }) => context.items < 0, target: 'full' },
                  { guard: 'hasItems', target: 'checking', actions: 'addItem' },
                  { target: 'checking', actions: 'addItem' },
                ],
              },
            },
            checking: { always: [{ guard: 'isFull', target: 'full' }, { target: 'filling' }] },
            full: { on: { ADD: 'filling' } },
          },
        },
        audit: {
          initial: 'idle',
          states: {
            idle: { on: { AUDIT: 'busy' } },
            busy: { entry: 'countAudit', on: { AUDIT: 'idle' } },
          },
        },
      },
    },
  },
});
