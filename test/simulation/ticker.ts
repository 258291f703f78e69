import type { Address } from 'statehive';
import { enqueueActions, setup } from 'xstate';

type Tick = { type: 'TICK'; n: number };

/** Ticks each 10 ms for ever, and tells its peer if it has one. */
export const ticker = setup({
  types: {
    input: {} as { peer?: Address<Tick>; throwsAt?: number },
    context: {} as { peer?: Address<Tick>; throwsAt?: number; ticks: number },
    events: {} as Tick,
    emitted: {} as { type: 'ticked'; n: number },
  },
  actions: {
    tick: enqueueActions(({ context, enqueue }) => {
      if (context.ticks + 1 === context.throwsAt) throw new Error('worn out');
      enqueue.assign({ ticks: context.ticks + 1 });
      enqueue.emit({ type: 'ticked', n: context.ticks + 1 });
      if (context.peer) enqueue.sendTo(context.peer, { type: 'TICK', n: context.ticks + 1 });
    }),
  },
}).createMachine({
  id: 'ticker',
  context: ({ input }) => ({ ...input, ticks: 0 }),
  initial: 'on',
  states: { on: { after: { 10: { target: 'on', reenter: true, actions: 'tick' } } } },
});
