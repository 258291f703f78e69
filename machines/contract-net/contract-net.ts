import { type Distribution, sample } from 'statehive';
import { assign, enqueueActions, sendTo, setup } from 'xstate';
import type { Group } from '../group.ts';
import type { Bid, ContractorMessage, ContractTask, ManagerMessage } from './messages.ts';

/** What a manager is given; times in simulated ms. */
export interface ManagerInput {
  readonly task: ContractTask;
  readonly contractors: Group<ContractorMessage>;
  /** From the start to when it has its task. */
  readonly arrival: Distribution;
  /** How long it waits for bids: the announcement's expiration time. */
  readonly bidDeadlineMs: number;
  /** How long it waits for the report, on top of what the contractor has said that it takes. */
  readonly reportDeadlineMs: number;
}

export interface ManagerContext extends ManagerInput {
  /** How many times it has announced the task. */
  readonly rounds: number;
  /** Those on the latest announcement. */
  readonly bids: readonly Bid[];
  /** Whom it has awarded the task to, the latest last. */
  readonly awarded: readonly Bid[];
}

/**
 * A manager of the Contract Net Protocol (R. G. Smith, The contract net protocol: high-level communication
 * and control in a distributed problem solver, IEEE Transactions on Computers C-29, 1980).
 *
 * It announces its task to all contractors, awards it to the best of those who have bid by a deadline, and
 * waits for the report. Without a bid, or without a report in time, it announces the task again.
 */
export const managerMachine = setup({
  types: {
    input: {} as ManagerInput,
    context: {} as ManagerContext,
    events: {} as ManagerMessage,
  },
  delays: {
    arrival: ({ context }) => sample(context.arrival),
    bids: ({ context }) => context.bidDeadlineMs,
    report: ({ context: { awarded, reportDeadlineMs } }) =>
      awarded.at(-1)!.readyInMs + reportDeadlineMs,
  },
  guards: {
    hasBids: ({ context }) => context.bids.length > 0,
    isTimely: ({ context }, { round }: Bid) => round === context.rounds,
  },
  actions: {
    open: assign(({ context }) => ({ rounds: context.rounds + 1, bids: [] })),
    announce: enqueueActions(({ context: { task, contractors, rounds }, enqueue }) => {
      const announcement = { type: 'TASK_ANNOUNCEMENT', task, round: rounds } as const;
      for (let nth = 0; nth < contractors.size; nth++) {
        enqueue.sendTo(contractors.at(nth), announcement);
      }
    }),
    takeBid: assign(({ context }, bid: Bid) => ({ bids: [...context.bids, bid] })),
    choose: assign(({ context }) => ({ awarded: [...context.awarded, best(context.bids)] })),
    award: sendTo(
      ({ context }) => context.contractors.at(context.awarded.at(-1)!.contractor),
      ({ context }) => ({ type: 'ANNOUNCED_AWARD' as const, task: context.task }),
    ),
  },
}).createMachine({
  id: 'manager',
  context: ({ input }) => ({ ...input, rounds: 0, bids: [], awarded: [] }),
  initial: 'waiting',
  // Whoever has done the task, be it one who was given up, has done it.
  on: { FINAL_REPORT: '.satisfied' },
  states: {
    waiting: { after: { arrival: 'announcing' } },
    announcing: {
      entry: ['open', 'announce'],
      on: {
        BID: {
          guard: { type: 'isTimely', params: ({ event }) => event },
          actions: { type: 'takeBid', params: ({ event }) => event },
        },
      },
      after: {
        bids: [
          { guard: 'hasBids', target: 'contracting' },
          { target: 'announcing', reenter: true },
        ],
      },
    },
    contracting: { entry: ['choose', 'award'], after: { report: 'announcing' } },
    satisfied: { type: 'final' },
  },
});

/** The bid of who is ready first; of several, that of the lowest number. */
function best(bids: readonly Bid[]): Bid {
  return bids.reduce((leader, bid) => {
    if (bid.readyInMs !== leader.readyInMs) return bid.readyInMs < leader.readyInMs ? bid : leader;
    return bid.contractor < leader.contractor ? bid : leader;
  });
}
