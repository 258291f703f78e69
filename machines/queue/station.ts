import { type Distribution, now, sample } from 'statehive';
import { assign, emit, enqueueActions, setup } from 'xstate';
import type { Job } from './job.ts';

/** What a station tells of itself; times in simulated ms. */
export type StationEmission =
  | { readonly type: 'level'; readonly jobs: number }
  | { readonly type: 'started'; readonly waitMs: number }
  | { readonly type: 'left'; readonly stayMs: number };

interface StationContext {
  readonly servers: number;
  readonly service: Distribution;
  /** When each waiting job came, the oldest first; simulated ms. */
  readonly waiting: readonly number[];
  readonly busy: number;
  /** How many jobs have left. */
  readonly served: number;
}

type StationEvent = Job | { type: 'SERVED'; cameAtMs: number };

/**
 * A first-come first-served queue in front of alike servers: Kendall's G/G/c.
 *
 * It emits how many jobs it holds (`level`) after each change, how long a job waited when its
 * service starts (`started`), and how long it was there in all when it leaves (`left`).
 */
export const stationMachine = setup({
  types: {
    input: {} as { servers: number; service: Distribution },
    context: {} as StationContext,
    events: {} as StationEvent,
    emitted: {} as StationEmission,
  },
  guards: {
    hasIdleServer: ({ context }) => context.busy < context.servers,
    hasWaitingJob: ({ context }) => context.waiting.length > 0,
  },
  actions: {
    serve: enqueueActions(({ context, enqueue }, { cameAtMs }: { cameAtMs: number }) => {
      enqueue.emit({ type: 'started', waitMs: now() - cameAtMs });
      enqueue.raise({ type: 'SERVED', cameAtMs }, { delay: sample(context.service) });
    }),
    takeServer: assign({ busy: ({ context }) => context.busy + 1 }),
    freeServer: assign({ busy: ({ context }) => context.busy - 1 }),
    join: assign({ waiting: ({ context }) => [...context.waiting, now()] }),
    callFirst: assign({ waiting: ({ context }) => context.waiting.slice(1) }),
    countServed: assign({ served: ({ context }) => context.served + 1 }),
    dismiss: emit((_, { cameAtMs }: { cameAtMs: number }) => ({
      type: 'left' as const,
      stayMs: now() - cameAtMs,
    })),
    tellLevel: emit(({ context }) => ({
      type: 'level' as const,
      jobs: context.busy + context.waiting.length,
    })),
  },
}).createMachine({
  id: 'station',
  context: ({ input }) => ({ ...input, waiting: [], busy: 0, served: 0 }),
  on: {
    JOB: [
      {
        guard: 'hasIdleServer',
        actions: [
          'takeServer',
          { type: 'serve', params: () => ({ cameAtMs: now() }) },
          'tellLevel',
        ],
      },
      { actions: ['join', 'tellLevel'] },
    ],
    SERVED: [
      {
        guard: 'hasWaitingJob',
        actions: [
          'countServed',
          { type: 'dismiss', params: ({ event }) => ({ cameAtMs: event.cameAtMs }) },
          { type: 'serve', params: ({ context }) => ({ cameAtMs: context.waiting[0] ?? now() }) },
          'callFirst',
          'tellLevel',
        ],
      },
      {
        actions: [
          'countServed',
          { type: 'dismiss', params: ({ event }) => ({ cameAtMs: event.cameAtMs }) },
          'freeServer',
          'tellLevel',
        ],
      },
    ],
  },
});
