import { assign, sendTo, setup } from 'xstate';
import type { Group } from '../group.ts';
import type {
  AnnouncedAward,
  ContractorMessage,
  ContractTask,
  ManagerMessage,
  TaskAnnouncement,
} from './messages.ts';

/** What a contractor is given. */
export interface ContractorInput {
  readonly index: number;
  readonly managers: Group<ManagerMessage>;
  /** How many times longer than one of slowness 1 it takes for a task. */
  readonly slowness: number;
}

export interface ContractorContext extends ContractorInput {
  /** What it was awarded and has not done: it works on the first. */
  readonly contracts: readonly ContractTask[];
  /** The tasks that it has done, by their managers. */
  readonly done: readonly number[];
}

/**
 * A contractor of the Contract Net Protocol: it bids on each task that it hears of, does those that it
 * is awarded one after the other, and reports on each. See {@link managerMachine}.
 */
export const contractorMachine = setup({
  types: {
    input: {} as ContractorInput,
    context: {} as ContractorContext,
    events: {} as ContractorMessage,
  },
  delays: { work: ({ context: { contracts, slowness } }) => contracts[0]!.sizeMs * slowness },
  guards: { hasContracts: ({ context }) => context.contracts.length > 0 },
  actions: {
    bid: sendTo(
      ({ context }, { task }: TaskAnnouncement) => context.managers.at(task.manager),
      ({ context }, { task, round }: TaskAnnouncement) => ({
        type: 'BID' as const,
        contractor: context.index,
        round,
        readyInMs: readyInMs(context, task),
      }),
    ),
    take: assign(({ context }, { task }: AnnouncedAward) => ({
      contracts: [...context.contracts, task],
    })),
    report: sendTo(
      ({ context }) => context.managers.at(context.contracts[0]!.manager),
      ({ context }) => ({ type: 'FINAL_REPORT' as const, contractor: context.index }),
    ),
    finish: assign(({ context: { contracts, done } }) => ({
      contracts: contracts.slice(1),
      done: [...done, contracts[0]!.manager],
    })),
  },
}).createMachine({
  id: 'contractor',
  context: ({ input }) => ({ ...input, contracts: [], done: [] }),
  initial: 'idle',
  on: {
    TASK_ANNOUNCEMENT: { actions: { type: 'bid', params: ({ event }) => event } },
    ANNOUNCED_AWARD: { actions: { type: 'take', params: ({ event }) => event } },
  },
  states: {
    idle: { always: { guard: 'hasContracts', target: 'working' } },
    working: { after: { work: { target: 'idle', actions: ['report', 'finish'] } } },
  },
});

/** How long until a contractor would be done with a task, behind all that it has to do. */
function readyInMs({ contracts, slowness }: ContractorContext, task: ContractTask): number {
  return [...contracts, task].reduce((sum, { sizeMs }) => sum + sizeMs * slowness, 0);
}
