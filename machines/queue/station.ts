import { type Address, type Distribution, now, sample } from 'statehive';
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

/** What a station tells of itself; times in simulated ms. */
export type StationEmission =
  | { readonly type: 'level'; readonly jobs: number }
  | { readonly type: 'started'; readonly waitMs: number }
  | { readonly type: 'left'; readonly stayMs: number; readonly sinceSentMs: number };

/** A job, and when it came to this station; simulated ms. */
export interface Visit {
  readonly job: Job;
  readonly cameAtMs: number;
}

export interface StationContext extends StationInput {
  /** The oldest first. */
  readonly waiting: readonly Visit[];
  readonly busy: number;
  /** How many jobs have left. */
  readonly served: number;
}

type StationEvent = Job | { readonly type: 'SERVED'; readonly visit: Visit };

/**
 * A first-come first-served queue in front of alike servers: Kendall's G/G/c.
 *
 * It emits how many jobs it holds (`level`) after each change, how long a job waited when its
 * service starts (`started`), and how long it was there in all, and under way since it was
 * first sent, when it leaves (`left`).
 */
export const stationMachine = setup({
  types: {
    input: {} as StationInput,
    context: {} as StationContext,
    events: {} as StationEvent,
    emitted: {} as StationEmission,
  },
  guards: { hasIdleServer: ({ context }) => context.busy < context.servers },
  actions: {
    join: assign({
      waiting: ({ context }, job: Job) => [...context.waiting, { job, cameAtMs: now() }],
    }),
    serveFirst: enqueueActions(({ context, enqueue }) => {
      const [visit, ...waiting] = context.waiting;
      if (visit === undefined) return;
      enqueue.emit({ type: 'started', waitMs: now() - visit.cameAtMs });
      enqueue.raise({ type: 'SERVED', visit }, { delay: sample(context.service) });
      enqueue.assign({ waiting, busy: context.busy + 1 });
    }),
    dismiss: enqueueActions(({ context, enqueue }, { job, cameAtMs }: Visit) => {
      const stayMs = now() - cameAtMs;
      enqueue.emit({ type: 'left', stayMs, sinceSentMs: now() - job.sentAtMs });
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
        actions: [{ type: 'join', params: ({ event }) => event }, 'serveFirst', 'tellLevel'],
      },
      { actions: [{ type: 'join', params: ({ event }) => event }, 'tellLevel'] },
    ],
    SERVED: {
      actions: [{ type: 'dismiss', params: ({ event }) => event.visit }, 'serveFirst', 'tellLevel'],
    },
  },
});
