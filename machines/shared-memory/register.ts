import type { Address } from 'statehive';
import { assign, sendTo, setup } from 'xstate';

/** A register has taken what was to be written. */
export interface Written {
  readonly type: 'WRITTEN';
}

/** Writes a number into a register. */
export interface Write {
  readonly type: 'WRITE';
  readonly value: number;
  readonly writer: Address<Written>;
}

/**
 * A variable that several actors share, as an actor: it takes one write after the other and tells
 * each writer, who waits for that; a snapshot is a read. So it is an atomic register (L. Lamport, On
 * Interprocess Communication, 1986). Its input is the value that it begins with.
 *
 * @example
 * ```ts
 * const turn = swarm.spawn(registerMachine, { input: { value: 0 } });
 * ```
 */
export const registerMachine = setup({
  types: {
    context: {} as { value: number },
    input: {} as { value: number },
    events: {} as Write,
  },
}).createMachine({
  id: 'register',
  context: ({ input }) => input,
  on: {
    WRITE: {
      actions: [
        assign({ value: ({ event }) => event.value }),
        sendTo(({ event }) => event.writer, { type: 'WRITTEN' }),
      ],
    },
  },
});
