import { type Address, type Distribution, sample } from 'statehive';
import { assign, emit, enqueueActions, setup } from 'xstate';
import type { Job } from './job.ts';

/** What a station is given. */
export interface StationInput {
  /** How many jobs are served at a time, integer >= 1. */
  readonly servers: number;
  /** Time that a server takes for a job, simulated ms. */
  readonly service: Distribution;
  /** Where jobs go from here; they leave for good when undefined. */
  readonly next?: Address<Job> | undefined;
}

/** What a station tells of itself. */
export type StationEmission =
  | { readonly type: 'level'; readonly jobs: number }
  | { readonly type: 'came' | 'started' | 'left'; readonly nth: number };

export interface StationContext extends StationInput {
  /** The oldest first. */
  readonly waiting: readonly Job[];
  readonly busy: number;
  /** How many jobs have left. */
  readonly served: number;
}

type StationEvent = Job | { readonly type: 'SERVED'; readonly job: Job };

/**
 * A first-come first-served queue in front of alike servers: Kendall's G/G/c.
 *
 * It emits how many jobs it holds (`level`) after each change, and for each job that it has come
 * (`came`), that its service starts (`started`), and that it leaves (`left`): `spans` between these are
 * how long it waits, and how long it stays.
 */
export const stationMachine = setup({
  types: {
    input: {} as StationInput,
    context: {} as StationContext,
    events: {} as StationEvent,
    emitted: {} as StationEmission,
  },
  delays: { service: ({ context }) => sample(context.service) },
  guards: { hasIdleServer: ({ context }) => context.busy < context.servers },
  actions: {
    join: assign({ waiting: ({ context }, job: Job) => [...context.waiting, job] }),
    tellCame: emit((_, { nth }: Job) => ({ type: 'came', nth })),
    serveFirst: enqueueActions(({ context, enqueue }) => {
      const [job, ...waiting] = context.waiting;
      if (job === undefined) return;
      enqueue.emit({ type: 'started', nth: job.nth });
      enqueue.raise({ type: 'SERVED', job }, { delay: 'service' });
      enqueue.assign({ waiting, busy: context.busy + 1 });
    }),
    dismiss: enqueueActions(({ context, enqueue }, job: Job) => {
      enqueue.emit({ type: 'left', nth: job.nth });
      if (context.next !== undefined) enqueue.sendTo(context.next, job);
      enqueue.assign({ busy: context.busy - 1, served: context.served + 1 });
    }),
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
          { type: 'tellCame', params: ({ event }) => event },
          { type: 'join', params: ({ event }) => event },
          'serveFirst',
          'tellLevel',
        ],
      },
      {
        actions: [
          { type: 'tellCame', params: ({ event }) => event },
          { type: 'join', params: ({ event }) => event },
          'tellLevel',
        ],
      },
    ],
    SERVED: {
      actions: [{ type: 'dismiss', params: ({ event }) => event.job }, 'serveFirst', 'tellLevel'],
    },
  },
});
