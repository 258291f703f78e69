/**
 * Do two threads exclude each other by Peterson's algorithm? A thread raises its flag, gives the turn
 * to the other one, and enters its critical section when the other's flag is down or the turn is its
 * own again (G. Peterson, Myths about the mutual exclusion problem, IPL 12, 1981). Expected: always;
 * under weak fairness each that tries gets in, as often as it tries, also when the other rests. A
 * thread that gives the turn away before it raises its flag may meet the other one inside.
 * A flag is a part of its thread's state, the turn a register of its own; each read and each write is
 * one step.
 */
import { defineSimulation, exponential, latency, type Population, sample } from 'statehive';
import { registerMachine, type Written } from 'statehive/machines';
import { type ActorRefFrom, assign, sendTo, setup } from 'xstate';
import { z } from 'zod';

type Order = 'flag-first' | 'turn-first';

interface Thread {
  readonly number: number;
  readonly order: Order;
  readonly turn: ActorRefFrom<typeof registerMachine>;
  readonly isOthersFlagUp: () => boolean;
  /** How often it still enters. */
  readonly entries: number;
}

const threadMachine = setup({
  types: {
    context: {} as Thread & { flag: boolean },
    input: {} as Thread,
    events: {} as Written,
  },
  delays: {
    step: () => sample(exponential({ mean: 1 })),
    rest: () => sample(exponential({ mean: 100 })),
  },
  guards: {
    isFlagFirst: ({ context: { order } }) => order === 'flag-first',
    isOtherOut: ({ context }) => !context.isOthersFlagUp(),
    isOwnTurn: ({ context: { turn, number } }) => turn.getSnapshot().context.value === number,
    entersAgain: ({ context }) => context.entries > 0,
  },
  actions: {
    raiseFlag: assign({ flag: true }),
    lowerFlag: assign({ flag: false, entries: ({ context }) => context.entries - 1 }),
    giveTurn: sendTo(
      ({ context }) => context.turn,
      ({ context, self }) => ({ type: 'WRITE', value: 1 - context.number, writer: self }),
    ),
  },
}).createMachine({
  id: 'thread',
  context: ({ input }) => ({ ...input, flag: false }),
  initial: 'outside',
  states: {
    outside: {
      after: {
        step: [
          { guard: 'isFlagFirst', target: 'flagging', actions: 'raiseFlag' },
          { target: 'yielding' },
        ],
        rest: 'resting',
      },
    },
    flagging: {
      after: { step: [{ guard: 'isFlagFirst', target: 'yielding' }, { target: 'waiting' }] },
    },
    yielding: {
      entry: 'giveTurn',
      on: {
        WRITTEN: [
          { guard: 'isFlagFirst', target: 'waiting' },
          { target: 'flagging', actions: 'raiseFlag' },
        ],
      },
    },
    waiting: {
      initial: 'readingFlag',
      states: {
        readingFlag: {
          after: { step: [{ guard: 'isOtherOut', target: '#inside' }, { target: 'readingTurn' }] },
        },
        readingTurn: {
          after: { step: [{ guard: 'isOwnTurn', target: '#inside' }, { target: 'readingFlag' }] },
        },
      },
    },
    inside: { id: 'inside', tags: 'critical', after: { step: 'leaving' } },
    leaving: {
      entry: 'lowerFlag',
      always: [{ guard: 'entersAgain', target: 'outside' }, { target: 'resting' }],
    },
    resting: { type: 'final' },
  },
});

type ThreadRef = ActorRefFrom<typeof threadMachine>;

export default defineSimulation({
  name: 'peterson',
  summary: 'Two threads exclude each other by flags and a turn.',
  params: z.object({
    entries: z.int().min(1).default(2).describe('how often each enters at most'),
    order: z
      .enum(['flag-first', 'turn-first'])
      .default('flag-first')
      .describe('what a thread writes first; turn-first is broken'),
  }),
  network: () => [latency(exponential({ mean: 1 }))],
  checking: { fair: 'actors' },
  compose({ swarm, params }) {
    const turn = swarm.spawn(registerMachine, { id: 'turn', input: { value: 0 } });
    const isFlagUp = (number: number) => threads.at(number).getSnapshot().context.flag;
    const threads: Population<typeof threadMachine> = swarm.populate(
      threadMachine,
      2,
      (number) => ({
        input: { ...params, number, turn, isOthersFlagUp: () => isFlagUp(1 - number) },
      }),
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
