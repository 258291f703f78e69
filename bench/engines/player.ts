import type { Address } from 'statehive';
import { assign, sendTo, setup } from 'xstate';

/** A ball, and how often it is still to be returned. */
export interface Ball {
  readonly type: 'BALL';
  readonly left: number;
}

/** What a player takes. */
export type PlayerEvent = Ball | { readonly type: 'MEET'; readonly peer: Address<Ball> };

/** Returns each ball to its peer until it has been returned often enough. */
export const playerMachine = setup({
  types: {
    context: {} as { peer: Address<Ball> | undefined },
    events: {} as PlayerEvent,
  },
  guards: { isInPlay: ({ event }) => event.type === 'BALL' && event.left > 0 },
  actions: {
    meet: assign({
      peer: ({ event, context }) => (event.type === 'MEET' ? event.peer : context.peer),
    }),
    returnBall: sendTo(
      ({ context }) => context.peer!,
      ({ event }) => ({ type: 'BALL', left: (event as Ball).left - 1 }),
    ),
  },
}).createMachine({
  id: 'player',
  context: { peer: undefined },
  on: { MEET: { actions: 'meet' }, BALL: { guard: 'isInPlay', actions: 'returnBall' } },
});
