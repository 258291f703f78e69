/**
 * Do servers that decide once, by single-decree Paxos, make a linearizable register? A server that is
 * asked to put a value proposes it, and answers when it is decided; only who knows what was decided lets
 * it be got (L. Lamport, Paxos made simple, 2001). The model is the example `paxos` of stateright
 * (J. Nadal). Expected: yes, in 265 states for 3 servers and a client, and 16,668 for two; the shortest
 * way to a value read has 8 deliveries.
 */
import { type Address, defineSimulation, exponential, latency, linearizable } from 'statehive';
import {
  isValueRead,
  majorityOf,
  putAndGet,
  type RegisterReply,
  type RegisterRequest,
} from 'statehive/machines';
import { assign, enqueueActions, setup } from 'xstate';
import { z } from 'zod';

interface Ballot {
  readonly round: number;
  readonly server: number;
}

interface Proposal {
  readonly request: string;
  readonly client: Address<RegisterReply>;
  readonly value: string;
}

interface Accepted {
  readonly ballot: Ballot;
  readonly proposal: Proposal;
}

type Peer =
  | { type: 'PREPARE'; ballot: Ballot; by: Server }
  | { type: 'PREPARED'; ballot: Ballot; server: number; accepted: Accepted | null }
  | { type: 'ACCEPT'; ballot: Ballot; by: Server; proposal: Proposal }
  | { type: 'ACCEPTED'; ballot: Ballot; server: number }
  | { type: 'DECIDED'; ballot: Ballot; proposal: Proposal };
type Server = Address<Peer>;

interface ServerContext {
  readonly number: number;
  readonly peers: readonly Server[];
  readonly ballot: Ballot;
  readonly proposal: Proposal | null;
  /** By server, what each had accepted that has prepared for the ballot. */
  readonly prepares: Readonly<Record<number, Accepted | null>>;
  readonly accepts: ReadonlySet<number>;
  readonly accepted: Accepted | null;
}

const serverMachine = setup({
  types: {
    context: {} as ServerContext,
    input: {} as { number: number },
    events: {} as RegisterRequest | Peer | { type: 'MEET'; peers: readonly Server[] },
  },
  guards: {
    hasNoProposal: ({ context }) => context.proposal === null,
    isHigher: ({ context }, { ballot }: { ballot: Ballot }) => compare(ballot, context.ballot) > 0,
    isNotLower: ({ context }, { ballot }: { ballot: Ballot }) =>
      compare(ballot, context.ballot) >= 0,
    isOwn: ({ context }, { ballot }: { ballot: Ballot }) => compare(ballot, context.ballot) === 0,
  },
}).createMachine({
  id: 'server',
  tags: 'end',
  context: ({ input: { number } }) => ({
    number,
    peers: [],
    ballot: { round: 0, server: 0 },
    proposal: null,
    prepares: {},
    accepts: new Set(),
    accepted: null,
  }),
  initial: 'undecided',
  states: {
    undecided: {
      on: {
        MEET: { actions: assign({ peers: ({ event }) => event.peers }) },
        PUT: {
          guard: 'hasNoProposal',
          actions: enqueueActions(({ context, event, enqueue, self }) => {
            const { number, peers, accepted } = context;
            const ballot = { round: context.ballot.round + 1, server: number };
            const proposal = { request: event.request, client: event.by, value: event.value };
            enqueue.assign({ ballot, proposal, prepares: {}, accepts: new Set() });
            for (const peer of peers) enqueue.sendTo(peer, { type: 'PREPARE', ballot, by: self });
            enqueue.raise({ type: 'PREPARED', ballot, server: number, accepted });
          }),
        },
        PREPARE: {
          guard: { type: 'isHigher', params: ({ event }) => event },
          actions: enqueueActions(({ context, event: { ballot, by }, enqueue }) => {
            const { number: server, accepted } = context;
            enqueue.assign({ ballot });
            enqueue.sendTo(by, { type: 'PREPARED', ballot, server, accepted });
          }),
        },
        PREPARED: {
          guard: { type: 'isOwn', params: ({ event }) => event },
          actions: enqueueActions(({ context, event, enqueue, self }) => {
            const { number, peers, ballot } = context;
            const prepares = { ...context.prepares, [event.server]: event.accepted };
            enqueue.assign({ prepares });
            if (Object.keys(prepares).length !== majorityOf({ size: peers.length + 1 })) return;
            const proposal = highestOf(prepares)?.proposal ?? context.proposal!;
            enqueue.assign({ proposal, accepted: { ballot, proposal }, accepts: new Set() });
            for (const peer of peers) {
              enqueue.sendTo(peer, { type: 'ACCEPT', ballot, by: self, proposal });
            }
            enqueue.raise({ type: 'ACCEPTED', ballot, server: number });
          }),
        },
        ACCEPT: {
          guard: { type: 'isNotLower', params: ({ event }) => event },
          actions: enqueueActions(({ context, event: { ballot, by, proposal }, enqueue }) => {
            enqueue.assign({ ballot, accepted: { ballot, proposal } });
            enqueue.sendTo(by, { type: 'ACCEPTED', ballot, server: context.number });
          }),
        },
        ACCEPTED: {
          guard: { type: 'isOwn', params: ({ event }) => event },
          actions: enqueueActions(({ context, event: { server }, enqueue }) => {
            const { peers, ballot, proposal } = context;
            const accepts = new Set([...context.accepts, server]);
            enqueue.assign({ accepts });
            if (accepts.size !== majorityOf({ size: peers.length + 1 })) return;
            for (const peer of peers) {
              enqueue.sendTo(peer, { type: 'DECIDED', ballot, proposal: proposal! });
            }
            enqueue.sendTo(proposal!.client, { type: 'PUT_OK' });
            enqueue.raise({ type: 'DECIDED', ballot, proposal: proposal! });
          }),
        },
        DECIDED: {
          target: 'decided',
          actions: assign(({ event: { ballot, proposal } }) => ({
            ballot,
            accepted: { ballot, proposal },
          })),
        },
      },
    },
    decided: {
      on: {
        GET: {
          actions: enqueueActions(({ context, event, enqueue }) => {
            enqueue.sendTo(event.by, { type: 'GET_OK', value: context.accepted!.proposal.value });
          }),
        },
      },
    },
  },
});

export default defineSimulation({
  name: 'paxos-register',
  summary: 'Servers decide on the value of a register by single-decree Paxos.',
  params: z.object({
    servers: z.int().min(1).default(3).describe('how many propose and accept'),
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

function compare(one: Ballot, other: Ballot): number {
  return one.round - other.round || one.server - other.server;
}

function highestOf(prepares: ServerContext['prepares']): Accepted | null {
  return Object.values(prepares).reduce((one, other) => {
    if (one === null || other === null) return one ?? other;
    return compare(other.ballot, one.ballot) > 0 ? other : one;
  }, null);
}
