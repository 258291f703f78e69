/**
 * Do the agents of a ring elect one leader, and with how many messages? Who begins sends its own number
 * on; who gets a number sends it on if it is higher than its own, and swallows it if it is lower; whose
 * number comes back is the leader and tells all (E. Chang, R. Roberts, An improved algorithm for
 * decentralized extrema-finding in circular configurations of processes, CACM 22, 1979). Expected: the
 * highest number wins; at most n (n + 1) / 2 messages with numbers are sent, exactly as many if all
 * begin and each neighbour's number is lower, and 2 n - 1 if each is higher. Agents that swallow
 * nothing elect several leaders.
 */
import { type Address, defineSimulation, exponential, latency, sample } from 'statehive';
import { type ActorRefFrom, assign, sendTo, setup } from 'xstate';
import { z } from 'zod';

type Message = { type: 'CANDIDATE'; number: number } | { type: 'ELECTED'; number: number };
type Agent = Address<Message>;

interface AgentContext {
  readonly number: number;
  readonly swallows: boolean;
  readonly next: Agent | undefined;
  /** Messages with numbers that it has sent. */
  readonly sent: number;
  readonly leader: number | undefined;
}

const agentMachine = setup({
  types: {
    context: {} as AgentContext,
    input: {} as { number: number; swallows: boolean },
    events: {} as Message | { type: 'MEET'; next: Agent },
  },
  delays: { begin: () => sample(exponential({ mean: 10 })) },
  guards: {
    isOwn: ({ context }, number: number) => number === context.number,
    isLower: ({ context }, number: number) => context.swallows && number < context.number,
  },
  actions: {
    meet: assign({ next: (_, next: Agent) => next }),
    propose: sendTo(
      ({ context }) => context.next!,
      (_, number: number) => ({ type: 'CANDIDATE', number }),
    ),
    count: assign({ sent: ({ context }) => context.sent + 1 }),
    elect: assign({ leader: (_, number: number) => number }),
    announce: sendTo(
      ({ context }) => context.next!,
      (_, number: number) => ({ type: 'ELECTED', number }),
    ),
  },
}).createMachine({
  id: 'agent',
  context: ({ input }) => ({ ...input, next: undefined, sent: 0, leader: undefined }),
  initial: 'sleeping',
  on: { MEET: { actions: { type: 'meet', params: ({ event }) => event.next } } },
  states: {
    sleeping: {
      after: { begin: 'proposing' },
      on: {
        CANDIDATE: [
          {
            // It wakes up to a number that it does not send on, and has to send its own.
            guard: { type: 'isLower', params: ({ event }) => event.number },
            target: 'proposing',
          },
          {
            target: 'awake',
            actions: [{ type: 'propose', params: ({ event }) => event.number }, 'count'],
          },
        ],
      },
    },
    proposing: {
      entry: [{ type: 'propose', params: ({ context }) => context.number }, 'count'],
      always: 'awake',
    },
    awake: {
      on: {
        CANDIDATE: [
          {
            guard: { type: 'isOwn', params: ({ event }) => event.number },
            target: 'leading',
          },
          { guard: { type: 'isLower', params: ({ event }) => event.number }, actions: [] },
          { actions: [{ type: 'propose', params: ({ event }) => event.number }, 'count'] },
        ],
        ELECTED: {
          target: 'following',
          actions: [
            { type: 'elect', params: ({ event }) => event.number },
            { type: 'announce', params: ({ event }) => event.number },
          ],
        },
      },
    },
    leading: {
      entry: [
        { type: 'elect', params: ({ context }) => context.number },
        { type: 'announce', params: ({ context }) => context.number },
      ],
      on: {
        ELECTED: { guard: ({ context, event }) => event.number === context.number, target: 'done' },
      },
    },
    following: {},
    done: {},
  },
});

type AgentRef = ActorRefFrom<typeof agentMachine>;

export default defineSimulation({
  name: 'chang-roberts',
  summary: 'The agents of a ring elect the one with the highest number.',
  params: z.object({
    numbers: z.array(z.int()).min(2).default([3, 1, 2]).describe('of the agents, around the ring'),
    swallows: z
      .boolean()
      .default(true)
      .describe('whether agents swallow lower numbers; false is broken'),
  }),
  network: () => [latency(exponential({ mean: 5 }))],
  compose({ swarm, params: { numbers, swallows } }) {
    const population = swarm.populate(agentMachine, numbers.length, (place) => ({
      input: { number: numbers[place]!, swallows },
    }));
    const agents = [...population];
    for (const [place, agent] of agents.entries()) {
      agent.send({ type: 'MEET', next: agents[(place + 1) % agents.length]! });
    }
    return { agents };
  },
  properties: {
    always: {
      'nobody takes another than the highest for the leader': ({ params, actors }) =>
        leadersOf(actors.agents).every((leader) => leader === Math.max(...params.numbers)),
      'n (n + 1) / 2 numbers are sent at most': ({ actors: { agents } }) =>
        sentBy(agents) <= (agents.length * (agents.length + 1)) / 2,
    },
    eventually: {
      'all know the leader': {
        withinMs: 10_000,
        holds: ({ actors: { agents } }) => leadersOf(agents).length === agents.length,
      },
    },
  },
  report: ({ actors }) => ({ numbersSent: sentBy(actors.agents) }),
});

function leadersOf(agents: readonly AgentRef[]): number[] {
  return agents.flatMap((agent) => agent.getSnapshot().context.leader ?? []);
}

function sentBy(agents: readonly AgentRef[]): number {
  return agents.reduce((sum, agent) => sum + agent.getSnapshot().context.sent, 0);
}
