import { type Address, type Distribution, sample } from 'statehive';
import { assign, sendTo, setup } from 'xstate';
import type { Job } from './job.ts';

/** What a source of jobs is given. */
export interface SourceInput {
  /** Time from one job to the next, simulated ms. */
  readonly interarrival: Distribution;
  readonly station: Address<Job>;
}

export interface SourceContext extends SourceInput {
  /** How many jobs it has sent. */
  readonly sent: number;
}

/** Sends jobs to a station, one after each draw of its interarrival time. */
export const sourceMachine = setup({
  types: { input: {} as SourceInput, context: {} as SourceContext },
  delays: { interarrival: ({ context }) => sample(context.interarrival) },
  actions: {
    sendJob: sendTo(
      ({ context }) => context.station,
      ({ context }) => ({ type: 'JOB', nth: context.sent }),
    ),
    count: assign({ sent: ({ context }) => context.sent + 1 }),
  },
}).createMachine({
  id: 'source',
  context: ({ input }) => ({ ...input, sent: 0 }),
  initial: 'idling',
  states: {
    idling: {
      after: { interarrival: { target: 'idling', reenter: true, actions: ['sendJob', 'count'] } },
    },
  },
});
