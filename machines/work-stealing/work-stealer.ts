import { choose } from 'statehive';
import { assign, sendTo, setup } from 'xstate';
import { type Group, othersThan } from '../group.ts';
import type { Loot, Steal, Thread, WorkStealingMessage } from './messages.ts';

/** What a worker is given. */
export interface WorkStealerInput {
  readonly index: number;
  readonly group: Group<WorkStealingMessage>;
  /** The threads that are ready once a thread has been executed. */
  readonly spawns: (thread: Thread) => readonly Thread[];
  /** What it has to do at the start. */
  readonly threads: readonly Thread[];
  /** What a thread takes, simulated ms. */
  readonly unitMs: number;
}

export interface WorkStealerContext extends WorkStealerInput {
  /** Its ready deque, the top first: it works at the bottom, and thieves take from the top. */
  readonly deque: readonly Thread[];
  /** What it works on. */
  readonly current: Thread | undefined;
  readonly executed: readonly Thread[];
}

/**
 * A worker that steals (R. D. Blumofe, C. E. Leiserson, Scheduling multithreaded computations by work
 * stealing, Journal of the ACM 46, 1999): it executes the threads of its own deque from the bottom, and when
 * that is empty asks a random other worker for the topmost of its. Its threads
 * make up a tree: none waits for those that it has spawned.
 */
export const workStealerMachine = setup({
  types: {
    input: {} as WorkStealerInput,
    context: {} as WorkStealerContext,
    events: {} as WorkStealingMessage,
  },
  delays: { unit: ({ context }) => context.unitMs },
  guards: {
    hasWork: ({ context }) => context.deque.length > 0,
    hasOthers: ({ context }) => context.group.size > 1,
  },
  actions: {
    popBottom: assign(({ context: { deque } }) => ({
      current: deque.at(-1),
      deque: deque.slice(0, -1),
    })),
    execute: assign(({ context: { current, deque, executed, spawns } }) => ({
      executed: [...executed, current!],
      deque: [...deque, ...spawns(current!)],
      current: undefined,
    })),
    steal: sendTo(
      ({ context }) => context.group.at(choose(othersThan(context.index, context.group))),
      ({ context }) => ({ type: 'STEAL' as const, thief: context.index }),
    ),
    giveTop: sendTo(
      ({ context }, { thief }: Steal) => context.group.at(thief),
      ({ context }) => ({ type: 'LOOT' as const, thread: context.deque[0] }),
    ),
    loseTop: assign({ deque: ({ context }) => context.deque.slice(1) }),
    takeLoot: assign(({ context }, { thread }: Loot) => ({
      deque: thread === undefined ? context.deque : [...context.deque, thread],
    })),
  },
}).createMachine({
  id: 'work-stealer',
  context: ({ input }) => ({
    ...input,
    deque: input.threads,
    current: undefined,
    executed: [],
  }),
  initial: 'starting',
  on: {
    STEAL: { actions: [{ type: 'giveTop', params: ({ event }) => event }, 'loseTop'] },
    LOOT: { actions: { type: 'takeLoot', params: ({ event }) => event } },
  },
  states: {
    starting: { after: { 0: 'ready' } },
    ready: {
      always: [
        { guard: 'hasWork', target: 'working' },
        { guard: 'hasOthers', target: 'stealing' },
      ],
    },
    working: {
      entry: 'popBottom',
      after: { unit: { target: 'ready', actions: 'execute' } },
    },
    stealing: {
      entry: 'steal',
      on: {
        LOOT: { target: 'ready', actions: { type: 'takeLoot', params: ({ event }) => event } },
      },
    },
  },
});
