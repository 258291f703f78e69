/**
 * Does a ring whose messages go one way alone elect a leader with O(n log n) of them? Of the agents
 * that are still active, one stays so after a phase only if the number next to it on one side is higher
 * than its own and than the one after that; it takes over that number. The others pass on what comes
 * (D. Dolev, M. Klawe, M. Rodeh, An O(n log n) unidirectional distributed algorithm for extrema finding
 * in a circle, J. Algorithms 3, 1982). Expected: one leader alone, known to all, of the highest number;
 * at most 2 n log2 n + n messages before it is known. Links keep their order: without it, messages of
 * two phases get mixed up. Agents that stay active and keep their own number may elect another than the highest.
 */
import { type Address, defineSimulation, exponential, fifo, latency } from 'statehive';
import { type ActorRefFrom, assign, sendTo, setup } from 'xstate';
import { z } from 'zod';

/** The number of the nearest active agent, that of the one after it, and the highest of all. */
type Message =
  | { type: 'ONE'; number: number }
  | { type: 'TWO'; number: number }
  | { type: 'WINNER'; number: number };
type Agent = Address<Message>;

interface AgentContext {
  readonly takesOver: boolean;
  readonly next: Agent | undefined;
  /** The number that it stands for: its own, at first. */
  readonly number: number;
  readonly nearest: number | undefined;
  /** Messages before the leader was known. */
  readonly sent: number;
  readonly winner: number | undefined;
}

const agentMachine = setup({
  types: {
    context: {} as AgentContext,
    input: {} as { number: number; takesOver: boolean },
    events: {} as Message | { type: 'MEET'; next: Agent },
  },
  guards: {
    isOwn: ({ context }, { number }: { number: number }) => number === context.number,
    isNearestHighest: ({ context: { nearest, number: own } }, { number }: { number: number }) =>
      nearest! > own && nearest! > number,
    isKnown: ({ context }, { number }: { number: number }) => number === context.winner,
  },
  actions: {
    meet: assign({ next: (_, { next }: { next: Agent }) => next }),
    send: sendTo(
      ({ context }) => context.next!,
      (_, message: Message) => message,
    ),
    count: assign({ sent: ({ context }) => context.sent + 1 }),
    noteNearest: assign({ nearest: (_, { number }: { number: number }) => number }),
    takeOver: assign(({ context: { nearest, number, takesOver } }) => ({
      number: takesOver ? nearest! : number,
      nearest: undefined,
    })),
    noteWinner: assign({ winner: (_, { number }: { number: number }) => number }),
  },
}).createMachine({
  id: 'agent',
  context: ({ input }) => ({
    ...input,
    next: undefined,
    nearest: undefined,
    sent: 0,
    winner: undefined,
  }),
  initial: 'alone',
  on: {
    WINNER: {
      target: '.over',
      actions: [
        { type: 'noteWinner', params: ({ event }) => event },
        { type: 'send', params: ({ event }) => event },
      ],
    },
  },
  states: {
    alone: {
      on: { MEET: { target: 'active', actions: { type: 'meet', params: ({ event }) => event } } },
    },
    active: {
      entry: [
        { type: 'send', params: ({ context: { number } }) => ({ type: 'ONE', number }) },
        'count',
      ],
      on: {
        ONE: [
          {
            guard: { type: 'isOwn', params: ({ event }) => event },
            target: 'over',
            actions: [
              { type: 'noteWinner', params: ({ event }) => event },
              { type: 'send', params: ({ event: { number } }) => ({ type: 'WINNER', number }) },
            ],
          },
          {
            actions: [
              { type: 'noteNearest', params: ({ event }) => event },
              { type: 'send', params: ({ event: { number } }) => ({ type: 'TWO', number }) },
              'count',
            ],
          },
        ],
        TWO: [
          {
            guard: { type: 'isNearestHighest', params: ({ event }) => event },
            target: 'active',
            reenter: true,
            actions: 'takeOver',
          },
          { target: 'relaying' },
        ],
      },
    },
    relaying: {
      on: {
        ONE: { actions: [{ type: 'send', params: ({ event }) => event }, 'count'] },
        TWO: { actions: [{ type: 'send', params: ({ event }) => event }, 'count'] },
      },
    },
    over: {
      on: { WINNER: [{ guard: { type: 'isKnown', params: ({ event }) => event }, actions: [] }] },
    },
  },
});

type AgentRef = ActorRefFrom<typeof agentMachine>;

export default defineSimulation({
  name: 'dolev-klawe-rodeh',
  summary: 'The agents of a one-way ring find the highest number with O(n log n) messages.',
  params: z.object({
    numbers: z
      .array(z.int())
      .min(2)
      .default([3, 1, 2, 4])
      .describe('of the agents, around the ring'),
    takesOver: z
      .boolean()
      .default(true)
      .describe('whether who stays active takes over the higher number; false is broken'),
  }),
  network: () => [latency(exponential({ mean: 5 })), fifo()],
  checking: { network: 'ordered' },
  compose({ swarm, params: { numbers, takesOver } }) {
    const population = swarm.populate(agentMachine, numbers.length, (place) => ({
      input: { number: numbers[place]!, takesOver },
    }));
    const agents = [...population];
    for (const [place, agent] of agents.entries()) {
      agent.send({ type: 'MEET', next: agents[(place + 1) % agents.length]! });
    }
    return { agents };
  },
  properties: {
    always: {
      'nobody takes another than the highest for the winner': ({ params, actors }) =>
        winnersOf(actors.agents).every((winner) => winner === Math.max(...params.numbers)),
      '2 n log2 n + n messages are sent at most': ({ actors: { agents } }) =>
        sentBy(agents) <= 2 * agents.length * Math.log2(agents.length) + agents.length,
    },
    eventually: {
      'all know the winner': {
        withinMs: 10_000,
        holds: ({ actors: { agents } }) => winnersOf(agents).length === agents.length,
      },
    },
  },
  report: ({ actors }) => ({ messagesSent: sentBy(actors.agents) }),
});

function winnersOf(agents: readonly AgentRef[]): number[] {
  return agents.flatMap((agent) => agent.getSnapshot().context.winner ?? []);
}

function sentBy(agents: readonly AgentRef[]): number {
  return agents.reduce((sum, agent) => sum + agent.getSnapshot().context.sent, 0);
}
