/**
 * Which of the ways to exclude each other that lead up to Dekker's algorithm work? E. W. Dijkstra
 * (Cooperating sequential processes, EWD 123, 1965) goes through them. Expected: `alternation` keeps
 * a thread out when the other one rests; `check-then-set` lets both in; with `set-then-check` both may
 * wait for ever, with `back-off` as well, giving way to each other at the same time again and again;
 * `dekker`, Th. J. Dekker's, never lets both in, and under weak fairness lets each in that tries.
 * A flag is a part of its thread's state, the turn a register of its own; each read and each write is
 * one step.
 */
import { defineSimulation, exponential, latency, type Population, sample } from 'statehive';
import { registerMachine, type Written } from 'statehive/machines';
import { type ActorRefFrom, assign, sendTo, setup } from 'xstate';
import { z } from 'zod';

const WAYS = ['alternation', 'check-then-set', 'set-then-check', 'back-off', 'dekker'] as const;
type Way = (typeof WAYS)[number];

interface Thread {
  readonly number: number;
  readonly way: Way;
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
    goes: ({ context }, way: Way) => context.way === way,
    givesTurn: ({ context: { way } }) => way === 'alternation' || way === 'dekker',
    isOtherOut: ({ context }) => !context.isOthersFlagUp(),
    isOwnTurn: ({ context: { turn, number } }) => turn.getSnapshot().context.value === number,
    entersAgain: ({ context }) => context.entries > 0,
  },
  actions: {
    raiseFlag: assign({ flag: true }),
    lowerFlag: assign({ flag: false }),
    giveTurn: sendTo(
      ({ context }) => context.turn,
      ({ context, self }) => ({ type: 'WRITE', value: 1 - context.number, writer: self }),
    ),
    countEntry: assign({ entries: ({ context }) => context.entries - 1 }),
  },
}).createMachine({
  id: 'thread',
  context: ({ input }) => ({ ...input, flag: false }),
  initial: 'outside',
  states: {
    outside: {
      after: {
        step: [
          { guard: { type: 'goes', params: 'alternation' }, target: 'alternating' },
          { guard: { type: 'goes', params: 'check-then-set' }, target: 'checking' },
          { guard: { type: 'goes', params: 'set-then-check' }, target: 'insisting' },
          { guard: { type: 'goes', params: 'back-off' }, target: 'backingOff' },
          { guard: { type: 'goes', params: 'dekker' }, target: 'dekker' },
        ],
        rest: 'resting',
      },
    },
    alternating: {
      after: {
        step: [
          { guard: 'isOwnTurn', target: 'inside' },
          { target: 'alternating', reenter: true },
        ],
      },
    },
    checking: {
      initial: 'reading',
      states: {
        reading: {
          after: {
            step: [
              { guard: 'isOtherOut', target: 'setting' },
              { target: 'reading', reenter: true },
            ],
          },
        },
        setting: { after: { step: { target: '#inside', actions: 'raiseFlag' } } },
      },
    },
    insisting: {
      entry: 'raiseFlag',
      after: {
        step: [
          { guard: 'isOtherOut', target: 'inside' },
          { target: 'insisting', reenter: true },
        ],
      },
    },
    backingOff: {
      initial: 'reading',
      states: {
        reading: {
          entry: 'raiseFlag',
          after: { step: [{ guard: 'isOtherOut', target: '#inside' }, { target: 'givingWay' }] },
        },
        givingWay: { entry: 'lowerFlag', after: { step: 'reading' } },
      },
    },
    dekker: {
      initial: 'reading',
      states: {
        reading: {
          entry: 'raiseFlag',
          after: { step: [{ guard: 'isOtherOut', target: '#inside' }, { target: 'readingTurn' }] },
        },
        readingTurn: {
          after: { step: [{ guard: 'isOwnTurn', target: 'reading' }, { target: 'givingWay' }] },
        },
        givingWay: {
          entry: 'lowerFlag',
          after: {
            step: [
              { guard: 'isOwnTurn', target: 'reading' },
              { target: 'givingWay', reenter: true },
            ],
          },
        },
      },
    },
    inside: {
      id: 'inside',
      tags: 'critical',
      after: { step: [{ guard: 'givesTurn', target: 'givingTurn' }, { target: 'leaving' }] },
    },
    givingTurn: { entry: 'giveTurn', on: { WRITTEN: 'leaving' } },
    leaving: {
      entry: ['lowerFlag', 'countEntry'],
      always: [{ guard: 'entersAgain', target: 'outside' }, { target: 'resting' }],
    },
    resting: { type: 'final' },
  },
});

type ThreadRef = ActorRefFrom<typeof threadMachine>;

export default defineSimulation({
  name: 'dekker',
  summary: 'Two threads exclude each other, in five ways of which one works.',
  params: z.object({
    entries: z.int().min(1).default(2).describe('how often each enters at most'),
    way: z.enum(WAYS).default('dekker').describe('how they do it; dekker alone works'),
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
