import { type Address, type Distribution, now, sample } from 'statehive';
import { sendTo, setup } from 'xstate';
import type { Job } from './job.ts';

/** What a source of jobs is given. */
export interface SourceInput {
  /** Time from one job to the next, simulated ms. */
  readonly interarrival: Distribution;
  readonly station: Address<Job>;
}

/** Sends jobs to a station, one after each draw of its interarrival time. */
export const sourceMachine = setup({
  types: { input: {} as SourceInput, context: {} as SourceInput },
  delays: { interarrival: ({ context }) => sample(context.interarrival) },
  actions: {
    sendJob: sendTo(
      ({ context }) => context.station,
      () => ({ type: 'JOB', sentAtMs: now() }),
    ),
  },
}).createMachine({
  id: 'source',
  context: ({ input }) => input,
  initial: 'idling',
  states: {
    idling: {
      after: { interarrival: { target: 'idling', reenter: true, actions: 'sendJob' } },
    },
  },
});
