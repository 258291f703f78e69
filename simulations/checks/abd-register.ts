/**
 * Do servers that agree by majorities make a linearizable register? A server that is asked looks at
 * what a majority has, and lets a majority record what it will answer with, before it answers
 * (H. Attiya, A. Bar-Noy, D. Dolev, Sharing memory robustly in message-passing systems, JACM 42, 1995).
 * The model is the example `linearizable-register` of stateright (J. Nadal). Expected: yes, in 13
 * states for 2 servers and a client, and 544 for two; the shortest way to a value read has 11
 * deliveries.
 */
import { type Address, defineSimulation, exponential, latency, linearizable } from 'statehive';
import {
  isValueRead,
  majorityOf,
  putAndGet,
  type RegisterReply,
  type RegisterRequest,
} from 'statehive/machines';
import { assign, enqueueActions, sendTo, setup } from 'xstate';
import { z } from 'zod';

/** A value, and when it was written: by the clock, then by the number of the server. */
interface Version {
  readonly clock: number;
  readonly writer: number;
  readonly value: string;
}

type Peer =
  | { type: 'QUERY'; request: string; by: Server }
  | { type: 'ANSWER'; request: string; server: number; version: Version }
  | { type: 'RECORD'; request: string; by: Server; version: Version }
  | { type: 'RECORDED'; request: string; server: number };
type Server = Address<Peer>;

/** What a server is at, for the client that asked. */
interface Task {
  readonly request: string;
  readonly client: Address<RegisterReply>;
  /** What is to be written; undefined for a read. */
  readonly write: string | undefined;
}

interface ServerContext {
  readonly number: number;
  readonly peers: readonly Server[];
  readonly version: Version;
  readonly task: Task | undefined;
  /** By server, while it asks. */
  readonly answers: Readonly<Record<number, Version>>;
  /** What a read will return. */
  readonly read: string | undefined;
  readonly recorded: readonly number[];
}

const idle = { task: undefined, answers: {}, read: undefined, recorded: [] };

/** A server of the register. */
export const serverMachine = setup({
  types: {
    context: {} as ServerContext,
    input: {} as { number: number },
    events: {} as RegisterRequest | Peer | { type: 'MEET'; peers: readonly Server[] },
  },
  guards: {
    isAnswered: ({ context: { answers, peers } }) =>
      Object.keys(answers).length === majorityOf({ size: peers.length + 1 }),
    isRecorded: ({ context: { recorded, peers } }) =>
      recorded.length === majorityOf({ size: peers.length + 1 }),
    isOfTask: ({ context }, { request }: { request: string }) => context.task?.request === request,
    isNewToTask: ({ context }, { request, server }: { request: string; server: number }) =>
      context.task?.request === request && !context.recorded.includes(server),
  },
  actions: {
    begin: assign(({ context: { number, version } }, task: Task) => ({
      task,
      answers: { [number]: version },
    })),
    query: enqueueActions(({ context: { peers, task }, enqueue, self }) => {
      const query = { type: 'QUERY', request: task!.request, by: self } as const;
      for (const peer of peers) enqueue.sendTo(peer, query);
    }),
    tellOthers: enqueueActions(({ context: { peers, task }, enqueue, self }, version: Version) => {
      const { request } = task!;
      for (const peer of peers)
        enqueue.sendTo(peer, { type: 'RECORD', request, by: self, version });
    }),
    record: assign(({ context: { number, task, version } }, chosen: Version) => ({
      version: latestOf(version, chosen),
      read: task!.write === undefined ? chosen.value : undefined,
      answers: {},
      recorded: [number],
    })),
    reply: sendTo(
      ({ context }) => context.task!.client,
      ({ context: { read } }) =>
        read === undefined ? { type: 'PUT_OK' } : { type: 'GET_OK', value: read },
    ),
    finish: assign(idle),
  },
}).createMachine({
  id: 'server',
  tags: 'end',
  context: ({ input: { number } }) => ({
    number,
    peers: [],
    version: { clock: 0, writer: 0, value: '' },
    ...idle,
  }),
  initial: 'idle',
  on: {
    MEET: { actions: assign({ peers: ({ event }) => event.peers }) },
    QUERY: {
      actions: sendTo(
        ({ event }) => event.by,
        ({ context: { number: server, version }, event: { request } }) => ({
          type: 'ANSWER',
          request,
          server,
          version,
        }),
      ),
    },
    RECORD: {
      actions: [
        sendTo(
          ({ event }) => event.by,
          ({ context: { number: server }, event: { request } }) => ({
            type: 'RECORDED',
            request,
            server,
          }),
        ),
        assign({
          version: ({ context, event }) => latestOf(context.version, event.version),
        }),
      ],
    },
  },
  states: {
    idle: {
      on: {
        PUT: {
          target: 'asking',
          actions: {
            type: 'begin',
            params: ({ event: { request, by, value } }) => ({ request, client: by, write: value }),
          },
        },
        GET: {
          target: 'asking',
          actions: {
            type: 'begin',
            params: ({ event: { request, by } }) => ({ request, client: by, write: undefined }),
          },
        },
      },
    },
    asking: {
      entry: 'query',
      on: {
        ANSWER: {
          guard: { type: 'isOfTask', params: ({ event }) => event },
          actions: assign({
            answers: ({ context, event: { server, version } }) => ({
              ...context.answers,
              [server]: version,
            }),
          }),
        },
      },
      always: {
        guard: 'isAnswered',
        target: 'recording',
        actions: [
          { type: 'tellOthers', params: ({ context }) => chosenBy(context) },
          { type: 'record', params: ({ context }) => chosenBy(context) },
        ],
      },
    },
    recording: {
      on: {
        RECORDED: {
          guard: { type: 'isNewToTask', params: ({ event }) => event },
          actions: assign({
            recorded: ({ context, event }) => [...context.recorded, event.server].sort(),
          }),
        },
      },
      always: { guard: 'isRecorded', target: 'idle', actions: ['reply', 'finish'] },
    },
  },
});

export default defineSimulation({
  name: 'abd-register',
  summary: 'Servers keep a register for clients, a majority of them at a time.',
  params: z.object({
    servers: z.int().min(1).default(2).describe('how many keep the register'),
    clients: z.int().min(1).max(26).default(2).describe('how many put a value and get one'),
  }),
  network: () => [latency(exponential({ mean: 5 }))],
  compose({ swarm, params }) {
    const population = swarm.populate(serverMachine, params.servers, (number) => ({
      input: { number },
    }));
    const servers = [...population];
    for (const server of servers) {
      server.send({ type: 'MEET', peers: servers.filter((other) => other !== server) });
    }
    return { log: putAndGet(swarm, servers, params.clients) };
  },
  properties: {
    always: { linearizable: ({ actors }) => linearizable(actors.log) },
    sometimes: { 'a value is read': ({ actors }) => isValueRead(actors.log) },
  },
});

/** What is to be recorded: what is written, after all that there is, or the latest for who reads. */
function chosenBy({ answers, number, task }: ServerContext): Version {
  const latest = Object.values(answers).reduce(latestOf);
  const { write } = task!;
  return write === undefined ? latest : { clock: latest.clock + 1, writer: number, value: write };
}

function latestOf(one: Version, other: Version): Version {
  if (other.clock !== one.clock) return other.clock > one.clock ? other : one;
  return other.writer > one.writer ? other : one;
}
