import type { Address, EngineName } from 'statehive';
import { now } from 'statehive';
import { assign, emit, sendTo, setup } from 'xstate';

export const engines: readonly EngineName[] = ['compiled', 'xstate'];

type Note = { type: 'NOTE'; n: number };

/** Writes down when it heard what. */
export const recorder = setup({
  types: {
    events: {} as Note,
    context: {} as { heard: readonly (readonly [atMs: number, n: number])[] },
  },
}).createMachine({
  id: 'recorder',
  context: { heard: [] },
  on: {
    NOTE: {
      actions: assign({ heard: ({ context, event }) => [...context.heard, [now(), event.n]] }),
    },
  },
});

/** Tells another actor each 10 ms how many times it has done so. */
export const teller = setup({
  types: {
    input: {} as { to: Address<Note>; from?: number },
    context: {} as { to: Address<Note>; n: number },
  },
}).createMachine({
  id: 'teller',
  context: ({ input }) => ({ to: input.to, n: input.from ?? 0 }),
  initial: 'telling',
  states: {
    telling: {
      after: {
        10: {
          target: 'telling',
          reenter: true,
          actions: [
            assign({ n: ({ context }) => context.n + 1 }),
            sendTo(
              ({ context }) => context.to,
              ({ context }) => ({ type: 'NOTE', n: context.n }),
            ),
          ],
        },
      },
    },
  },
});

/** Waits in one of two states, with an entry action and a timer in each. */
export const walker = setup({
  types: {
    events: {} as { type: 'GO' },
    context: {} as { entered: number; ticks: number },
    emitted: {} as { type: 'entered' },
  },
  actions: {
    enter: assign({ entered: ({ context }) => context.entered + 1 }),
    tick: assign({ ticks: ({ context }) => context.ticks + 1 }),
  },
  delays: { pace: ({ context }) => 5 + context.entered },
}).createMachine({
  id: 'walker',
  context: { entered: 0, ticks: 0 },
  initial: 'near',
  states: {
    near: { entry: ['enter', emit({ type: 'entered' })], on: { GO: 'far' } },
    far: {
      entry: ['enter', emit({ type: 'entered' })],
      after: { pace: { actions: 'tick' }, 30: 'near' },
    },
  },
});
