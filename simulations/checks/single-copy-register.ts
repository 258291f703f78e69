/**
 * Is a register of which each server has a copy of its own linearizable? A server stores what is put,
 * and returns what it has; each client puts at one server, and gets from the next. The model is the
 * example `single-copy-register` of stateright (J. Nadal). Expected: with one server yes, in 5 states
 * for one client and 93 for two; with two servers no, after 4 deliveries.
 */
import { defineSimulation, exponential, latency, linearizable } from 'statehive';
import { isValueRead, putAndGet, type RegisterRequest } from 'statehive/machines';
import { assign, sendTo, setup } from 'xstate';
import { z } from 'zod';

const serverMachine = setup({
  types: { context: {} as { value: string }, events: {} as RegisterRequest },
}).createMachine({
  id: 'server',
  tags: 'end',
  context: { value: '' },
  on: {
    PUT: {
      actions: [
        assign({ value: ({ event }) => event.value }),
        sendTo(({ event }) => event.by, { type: 'PUT_OK' }),
      ],
    },
    GET: {
      actions: sendTo(
        ({ event }) => event.by,
        ({ context: { value } }) => ({ type: 'GET_OK', value }),
      ),
    },
  },
});

export default defineSimulation({
  name: 'single-copy-register',
  summary: 'Clients put and get values at servers that know nothing of each other.',
  params: z.object({
    servers: z.int().min(1).default(1).describe('how many keep a value each'),
    clients: z.int().min(1).max(26).default(2).describe('how many put a value and get one'),
  }),
  network: () => [latency(exponential({ mean: 5 }))],
  compose({ swarm, params }) {
    const servers = [...swarm.populate(serverMachine, params.servers, () => ({}))];
    return { log: putAndGet(swarm, servers, params.clients) };
  },
  properties: {
    always: { linearizable: ({ actors }) => linearizable(actors.log) },
    sometimes: { 'a value is read': ({ actors }) => isValueRead(actors.log) },
  },
});
