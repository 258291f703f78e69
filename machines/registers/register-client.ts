import type { Address } from 'statehive';
import { emit, sendTo, setup } from 'xstate';

/** What a server says to a client. */
export type RegisterReply =
  | { readonly type: 'PUT_OK' }
  | { readonly type: 'GET_OK'; readonly value: string };

/** What a client asks a server; the request tells it from all others. */
export type RegisterRequest =
  | {
      readonly type: 'PUT';
      readonly request: string;
      readonly by: Address<RegisterReply>;
      readonly value: string;
    }
  | { readonly type: 'GET'; readonly request: string; readonly by: Address<RegisterReply> };

/** What a client tells of its operations as they are called and return. */
export type RegisterOperation =
  | { readonly type: 'putting'; readonly value: string }
  | { readonly type: 'put' }
  | { readonly type: 'getting' }
  | { readonly type: 'got'; readonly value: string };

/** What a client puts, where, and where it gets it from. */
export interface RegisterClientInput {
  readonly value: string;
  readonly putsTo: Address<RegisterRequest>;
  readonly getsFrom: Address<RegisterRequest>;
}

/**
 * A client that puts one value into a register, and when that is done gets what is there. It emits
 * what `operations` of statehive needs to judge whether the register is linearizable.
 */
export const registerClientMachine = setup({
  types: {
    context: {} as RegisterClientInput,
    input: {} as RegisterClientInput,
    events: {} as RegisterReply,
    emitted: {} as RegisterOperation,
  },
}).createMachine({
  id: 'client',
  context: ({ input }) => input,
  initial: 'putting',
  states: {
    putting: {
      entry: [
        emit(({ context }) => ({ type: 'putting', value: context.value })),
        sendTo(
          ({ context }) => context.putsTo,
          ({ context: { value }, self }) => ({
            type: 'PUT',
            request: `put ${value}`,
            by: self,
            value,
          }),
        ),
      ],
      on: { PUT_OK: { target: 'getting', actions: emit({ type: 'put' }) } },
    },
    getting: {
      entry: [
        emit({ type: 'getting' }),
        sendTo(
          ({ context }) => context.getsFrom,
          ({ context, self }) => ({ type: 'GET', request: `get ${context.value}`, by: self }),
        ),
      ],
      on: {
        GET_OK: {
          target: 'done',
          actions: emit(({ event }) => ({ type: 'got', value: event.value })),
        },
      },
    },
    done: { tags: 'end' },
  },
});
