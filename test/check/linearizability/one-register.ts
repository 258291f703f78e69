import {
  type Address,
  constant,
  defineSimulation,
  latency,
  linearizable,
  operations,
  registerModel,
} from 'statehive';
import { assign, emit, sendTo, setup } from 'xstate';
import { z } from 'zod';

type Answer = { type: 'PUT_OK' } | { type: 'GET_OK'; value: string };
type Request =
  | { type: 'PUT'; value: string; from: Address<Answer> }
  | { type: 'GET'; from: Address<Answer> };

const server = setup({
  types: { context: {} as { value: string }, events: {} as Request },
}).createMachine({
  id: 'server',
  context: { value: '' },
  on: {
    PUT: {
      actions: [
        assign({ value: ({ event }) => event.value }),
        sendTo(({ event }) => event.from, { type: 'PUT_OK' }),
      ],
    },
    GET: {
      actions: sendTo(
        ({ event }) => event.from,
        ({ context }) => ({ type: 'GET_OK', value: context.value }),
      ),
    },
  },
});

interface Client {
  readonly value: string;
  readonly puts: Address<Request>;
  readonly gets: Address<Request>;
}

const client = setup({
  types: {
    input: {} as Client,
    context: {} as Client,
    events: {} as Answer,
    emitted: {} as
      | { type: 'putting'; value: string }
      | { type: 'put' }
      | { type: 'getting' }
      | { type: 'got'; value: string },
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
          ({ context }) => context.puts,
          ({ context, self }) => ({ type: 'PUT', value: context.value, from: self }),
        ),
      ],
      on: { PUT_OK: { target: 'getting', actions: emit({ type: 'put' }) } },
    },
    getting: {
      entry: [
        emit({ type: 'getting' }),
        sendTo(
          ({ context }) => context.gets,
          ({ self }) => ({ type: 'GET', from: self }),
        ),
      ],
      on: {
        GET_OK: {
          target: 'done',
          actions: emit(({ event }) => ({ type: 'got', value: event.value })),
        },
      },
    },
    done: {},
  },
});

/**
 * Clients write one value and then read, from servers that know nothing of each other: with one
 * server that is a register, with two it is none.
 */
export const oneRegister = defineSimulation({
  name: 'one-register',
  summary: 'Clients write to servers and read from them.',
  params: z.object({ servers: z.int().default(1), clients: z.int().default(1) }),
  network: () => [latency(constant(1))],
  compose({ swarm, params }) {
    const servers = [...swarm.populate(server, params.servers, () => ({}))];
    const clients = swarm.populate(client, params.clients, (c) => ({
      input: {
        value: String.fromCharCode(65 + c),
        puts: servers[c % servers.length]!,
        gets: servers[(c + 1) % servers.length]!,
      },
    }));
    const log = operations(swarm, clients, registerModel(''), {
      calls: {
        putting: ({ value }) => ({ op: 'write', value }),
        getting: () => ({ op: 'read' }),
      },
      results: { put: () => undefined, got: ({ value }) => value },
    });
    return { log };
  },
  properties: { always: { linearizable: ({ actors }) => linearizable(actors.log) } },
});
