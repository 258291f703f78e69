import { type Address, type Distribution, now, sample } from 'statehive';
import { sendTo, setup } from 'xstate';
import type { Job } from './job.ts';

/** Sends jobs to a station, one after each draw of its interarrival time. */
export const sourceMachine = setup({
  types: {
    input: {} as { interarrival: Distribution; station: Address<Job> },
    context: {} as { interarrival: Distribution; station: Address<Job> },
  },
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
