import {
  type Address,
  chaos,
  defineSimulation,
  exponential,
  latency,
  linearizable,
} from 'statehive';
import {
  type RegisterOperation,
  type RegisterReply,
  type RegisterRequest,
  registerLog,
} from 'statehive/machines';
import { abdServerMachine } from 'statehive/simulations';
import { assign, emit, enqueueActions, setup } from 'xstate';
import { z } from 'zod';
import type { Twin } from './twin.ts';

type Server = Address<RegisterRequest>;

const writerMachine = setup({
  types: {
    input: {} as { server: Server },
    context: {} as { server: Server },
    events: {} as RegisterReply,
    emitted: {} as RegisterOperation,
  },
}).createMachine({
  id: 'writer',
  context: ({ input }) => input,
  entry: enqueueActions(({ context: { server }, enqueue, self }) => {
    enqueue.emit({ type: 'putting', value: 'A' });
    enqueue.sendTo(server, { type: 'PUT', request: 'put', by: self, value: 'A' });
  }),
  initial: 'putting',
  states: {
    putting: { on: { PUT_OK: { target: 'done', actions: emit({ type: 'put' }) } } },
    done: { tags: 'end' },
  },
});

/** Reads from one server after the other. */
const readerMachine = setup({
  types: {
    input: {} as { servers: readonly Server[] },
    context: {} as { servers: readonly Server[] },
    events: {} as RegisterReply,
    emitted: {} as RegisterOperation,
  },
  guards: { hasReadAll: ({ context }) => context.servers.length === 0 },
  actions: {
    get: enqueueActions(({ context: { servers }, enqueue, self }) => {
      const [server, ...others] = servers;
      enqueue.emit({ type: 'getting' });
      enqueue.sendTo(server!, { type: 'GET', request: `get ${others.length}`, by: self });
      enqueue.assign({ servers: others });
    }),
  },
}).createMachine({
  id: 'reader',
  context: ({ input }) => input,
  initial: 'choosing',
  states: {
    choosing: { always: [{ guard: 'hasReadAll', target: 'done' }, { target: 'getting' }] },
    getting: {
      entry: 'get',
      on: {
        GET_OK: {
          target: 'choosing',
          actions: emit(({ event: { value } }) => ({ type: 'got', value })),
        },
      },
    },
    done: { tags: 'end' },
  },
});

/** While one writes, another reads here and there: what it has read once must be there the next time. */
const readingHereAndThere = (serverMachine: typeof abdServerMachine) =>
  defineSimulation({
    name: 'abd-register-read-here-and-there',
    summary:
      'Three servers keep a register; one client writes to it once, one reads it here and there.',
    params: z.object({ reads: z.int().min(1).default(2) }),
    network: () => [latency(exponential({ mean: 5 }))],
    compose({ swarm, params: { reads } }) {
      const servers = [...swarm.populate(serverMachine, 3, (number) => ({ input: { number } }))];
      for (const server of servers) {
        server.send({ type: 'MEET', peers: servers.filter((other) => other !== server) });
      }
      const [first, second, third] = servers;
      const read = Array.from({ length: reads }, (_, nth) => (nth % 2 === 0 ? second! : third!));
      const clients = [
        swarm.spawn(writerMachine, { input: { server: first! } }),
        swarm.spawn(readerMachine, { input: { servers: read } }),
      ];
      return { log: registerLog(swarm, clients) };
    },
    properties: { always: { linearizable: ({ actors }) => linearizable(actors.log) } },
  });

/** What is read is recorded nowhere: who reads next may read what was there before. */
const readingWithoutWriteBack = abdServerMachine.provide({
  guards: {
    isRecorded: ({ context: { read, recorded, peers } }) =>
      read !== undefined || recorded.length > peers.length / 2,
  },
  actions: {
    tellOthers: enqueueActions(({ context: { peers, task }, enqueue, self }, version) => {
      const { request, write } = task!;
      if (write === undefined) return;
      for (const peer of peers)
        enqueue.sendTo(peer, { type: 'RECORD', request, by: self, version });
    }),
    record: assign(({ context: { number, task } }, chosen) =>
      task!.write === undefined
        ? { read: chosen.value, answers: {} }
        : { version: chosen, read: undefined, answers: {}, recorded: [number] },
    ),
  },
});

export const registerThatDoesNotWriteBack: Twin = {
  mistake: 'a register by majorities answers reads without writing back what it has read',
  broken: readingHereAndThere(readingWithoutWriteBack),
  sound: readingHereAndThere(abdServerMachine),
  property: 'linearizable',
  checking: {},
  steps: 11,
  states: 389_442,
  chaos: chaos({ delaySpikes: 0.3, untilMs: 100 }),
  params: { reads: 10 },
};
