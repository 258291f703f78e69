/**
 * Do threads exclude each other by Lamport's bakery algorithm? Each draws a ticket higher than all
 * that it sees, and enters when nobody with a lower one is left; of equal tickets that of the lower
 * thread goes first (L. Lamport, A new solution of Dijkstra's concurrent programming problem, CACM 17,
 * 1974). Expected: always, and under weak fairness each that draws gets in. Without waiting for those
 * who are still choosing, two may be inside. Tickets are bounded by how often threads enter.
 * A thread's ticket is a part of its own state; it looks at one other thread a step.
 */
import { defineSimulation, exponential, type Population, sample } from 'statehive';
import { type ActorRefFrom, assign, setup } from 'xstate';
import { z } from 'zod';

/** What a thread shows to the others; ticket 0 is none. */
interface Counter {
  readonly ticket: number;
  readonly isChoosing: boolean;
}

interface Thread {
  readonly number: number;
  readonly threads: number;
  readonly waitsForChoosing: boolean;
  readonly counterOf: (thread: number) => Counter;
  /** How often it still enters. */
  readonly entries: number;
}

/** The thread that is looked at, and the highest ticket that was seen. */
interface Looking {
  readonly at: number;
  readonly highest: number;
}

type Context = Thread & Counter & Looking;

const nowhere: Looking = { at: 0, highest: 0 };
const seen = ({ counterOf, at }: Context) => counterOf(at);

const threadMachine = setup({
  types: { context: {} as Context, input: {} as Thread },
  delays: {
    step: () => sample(exponential({ mean: 1 })),
    rest: () => sample(exponential({ mean: 100 })),
  },
  guards: {
    hasSeenAll: ({ context: { at, threads } }) => at === threads,
    hasChosen: ({ context }) => !context.waitsForChoosing || !seen(context).isChoosing,
    isLater: ({ context }) => {
      const { ticket } = seen(context);
      if (ticket === 0 || ticket > context.ticket) return true;
      return ticket === context.ticket && context.at >= context.number;
    },
    entersAgain: ({ context }) => context.entries > 0,
  },
  actions: {
    startChoosing: assign({ isChoosing: true }),
    lookAtNext: assign({ at: ({ context }) => context.at + 1 }),
    lookAtTicket: assign(({ context }) => ({
      at: context.at + 1,
      highest: Math.max(context.highest, seen(context).ticket),
    })),
    drawTicket: assign(({ context: { highest } }) => ({ ...nowhere, ticket: highest + 1 })),
    stopChoosing: assign({ isChoosing: false }),
    giveTicketBack: assign(({ context: { entries } }) => ({
      ...nowhere,
      ticket: 0,
      entries: entries - 1,
    })),
  },
}).createMachine({
  id: 'thread',
  context: ({ input }) => ({ ...input, ...nowhere, ticket: 0, isChoosing: false }),
  initial: 'outside',
  states: {
    outside: {
      after: { step: { target: 'choosing', actions: 'startChoosing' }, rest: 'resting' },
    },
    choosing: {
      initial: 'looking',
      states: {
        looking: {
          after: {
            step: [
              { guard: 'hasSeenAll', target: 'drawn', actions: 'drawTicket' },
              { target: 'looking', reenter: true, actions: 'lookAtTicket' },
            ],
          },
        },
        drawn: { after: { step: { target: '#waiting', actions: 'stopChoosing' } } },
      },
    },
    waiting: {
      id: 'waiting',
      initial: 'forChoosing',
      states: {
        forChoosing: {
          always: { guard: 'hasSeenAll', target: '#inside' },
          after: {
            step: [
              { guard: 'hasChosen', target: 'forTicket' },
              { target: 'forChoosing', reenter: true },
            ],
          },
        },
        forTicket: {
          after: {
            step: [
              { guard: 'isLater', target: 'forChoosing', actions: 'lookAtNext' },
              { target: 'forTicket', reenter: true },
            ],
          },
        },
      },
    },
    inside: { id: 'inside', tags: 'critical', after: { step: 'leaving' } },
    leaving: {
      entry: 'giveTicketBack',
      always: [{ guard: 'entersAgain', target: 'outside' }, { target: 'resting' }],
    },
    resting: { type: 'final' },
  },
});

type ThreadRef = ActorRefFrom<typeof threadMachine>;

export default defineSimulation({
  name: 'bakery',
  summary: 'Threads draw tickets, and enter in their order.',
  params: z.object({
    threads: z.int().min(1).default(2).describe('how many exclude each other'),
    entries: z.int().min(1).default(2).describe('how often each enters at most'),
    waitsForChoosing: z
      .boolean()
      .default(true)
      .describe('whether those are waited for who are drawing; false is broken'),
  }),
  checking: { fair: 'actors' },
  compose({ swarm, params }) {
    const counterOf = (number: number) => threads.at(number).getSnapshot().context;
    const threads: Population<typeof threadMachine> = swarm.populate(
      threadMachine,
      params.threads,
      (number) => ({ input: { ...params, number, counterOf } }),
    );
    return { threads };
  },
  properties: {
    always: {
      'one at most is inside': ({ actors }) => [...actors.threads].filter(isInside).length <= 1,
    },
    sometimes: {
      'one is inside': ({ actors }) => [...actors.threads].some(isInside),
    },
    eventually: {
      'all come to rest': {
        withinMs: 100_000,
        holds: ({ actors }) => [...actors.threads].every(isResting),
      },
    },
  },
});

function isInside(thread: ThreadRef): boolean {
  return thread.getSnapshot().hasTag('critical');
}

function isResting(thread: ThreadRef): boolean {
  return thread.getSnapshot().status === 'done';
}
