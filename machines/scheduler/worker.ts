import { type Address, type Distribution, sample } from 'statehive';
import { assign, enqueueActions, sendTo, setup } from 'xstate';
import type { ResourceCost } from './hint.ts';
import type { AskForWork, Perform } from './messages.ts';

/** What a worker is given. */
export interface WorkerInput {
  readonly scheduler: Address<AskForWork>;
  /** How long a task of minimal cost takes, simulated ms; each step of cost doubles it. */
  readonly service: Distribution;
}

export interface WorkerContext extends WorkerInput {
  readonly order: Perform | undefined;
}

/** What a worker tells of itself. */
export interface Finished {
  readonly type: 'finished';
  readonly task: string;
}

const TIMES: Readonly<Record<ResourceCost, number>> = {
  minimal: 1,
  light: 2,
  moderate: 4,
  heavy: 8,
};

/** Asks a scheduler for a task, does it, tells whoever submitted it, and asks again. */
export const workerMachine = setup({
  types: {
    input: {} as WorkerInput,
    context: {} as WorkerContext,
    events: {} as Perform,
    emitted: {} as Finished,
  },
  delays: {
    service: ({ context: { order, service } }) =>
      order === undefined ? 0 : TIMES[order.task.hint.resourceCost] * sample(service),
  },
  actions: {
    ask: sendTo(
      ({ context }) => context.scheduler,
      ({ self }) => ({ type: 'ASK_FOR_WORK', worker: self }),
    ),
    begin: assign({ order: ({ event }) => event }),
    finish: enqueueActions(({ context: { order }, enqueue }) => {
      if (order === undefined) return;
      enqueue.sendTo(order.replyTo, { type: 'DONE', task: order.task });
      enqueue.emit({ type: 'finished', task: order.task.id });
      enqueue.assign({ order: undefined });
    }),
  },
}).createMachine({
  id: 'worker',
  context: ({ input }) => ({ ...input, order: undefined }),
  initial: 'asking',
  states: {
    asking: { entry: 'ask', on: { PERFORM: { target: 'working', actions: 'begin' } } },
    working: { after: { service: { target: 'asking', actions: 'finish' } } },
  },
});
