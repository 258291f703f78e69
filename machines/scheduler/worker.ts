import { type Address, type Distribution, sample } from 'statehive';
import { assign, cancel, enqueueActions, setup } from 'xstate';
import { requirePositive } from '../finite-times.ts';
import type { ResourceCost } from './hint.ts';
import type { AskForWork, Perform } from './messages.ts';

/** What a worker is given. */
export interface WorkerInput {
  readonly scheduler: Address<AskForWork>;
  /** How long a task of minimal cost takes, simulated ms; each step of cost doubles it. */
  readonly service: Distribution;
  /**
   * After how long without an answer it asks again, simulated ms, finite and > 0; for where messages get lost.
   * @defaultValue undefined: it waits for as long as it takes
   */
  readonly askAgainMs?: number;
}

export interface WorkerContext extends WorkerInput {
  /** What it is at, or has done last. */
  readonly order: Perform | undefined;
  /** What it was given while it was at another, the one that it does next first. */
  readonly kept: readonly Perform[];
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

/**
 * Asks a scheduler for a task, does it, tells whoever submitted it, and asks again.
 *
 * A scheduler that hears a request twice gives a task to a worker that is at another. **The rule**: the
 * worker keeps it, unless it is one that it has already, and does it before it asks again. So no message
 * that arrives twice makes a task be lost, though one may be done twice.
 */
export const workerMachine = setup({
  types: {
    input: {} as WorkerInput,
    context: {} as WorkerContext,
    events: {} as Perform | { readonly type: 'ASK_AGAIN' },
    emitted: {} as Finished,
  },
  delays: {
    service: ({ context: { order, service } }) =>
      order === undefined ? 0 : TIMES[order.task.hint.resourceCost] * sample(service),
  },
  guards: {
    hasAnother: ({ context }) => context.kept.length > 0,
    isNew: ({ context: { order, kept } }, { task }: Perform) =>
      order?.task.id !== task.id && kept.every((each) => each.task.id !== task.id),
  },
  actions: {
    ask: enqueueActions(({ context: { scheduler, order, askAgainMs }, enqueue, self }) => {
      const finished = order?.task.id;
      enqueue.sendTo(scheduler, { type: 'ASK_FOR_WORK', worker: self, finished });
      if (askAgainMs === undefined) return;
      enqueue.raise({ type: 'ASK_AGAIN' }, { id: 'ask-again', delay: askAgainMs });
    }),
    stopAsking: cancel('ask-again'),
    begin: assign({ order: (_, order: Perform) => order }),
    keep: assign({ kept: ({ context }, order: Perform) => [...context.kept, order] }),
    beginNext: assign(({ context: { kept } }) => ({ order: kept[0], kept: kept.slice(1) })),
    finish: enqueueActions(({ context: { order }, enqueue }) => {
      if (order === undefined) return;
      enqueue.sendTo(order.replyTo, { type: 'DONE', task: order.task });
      enqueue.emit({ type: 'finished', task: order.task.id });
    }),
  },
}).createMachine({
  id: 'worker',
  context: ({ input }) => workerContext(input),
  initial: 'asking',
  states: {
    asking: {
      entry: 'ask',
      on: {
        PERFORM: {
          target: 'working',
          actions: { type: 'begin', params: ({ event }) => event },
        },
        ASK_AGAIN: { target: 'asking', reenter: true },
      },
      exit: 'stopAsking',
    },
    working: {
      on: {
        PERFORM: {
          guard: { type: 'isNew', params: ({ event }) => event },
          actions: { type: 'keep', params: ({ event }) => event },
        },
      },
      after: {
        service: [
          {
            guard: 'hasAnother',
            target: 'working',
            reenter: true,
            actions: ['finish', 'beginNext'],
          },
          { target: 'asking', actions: 'finish' },
        ],
      },
    },
  },
});

function workerContext(input: WorkerInput): WorkerContext {
  const { askAgainMs = 1 } = input;
  requirePositive('A worker', 'askAgainMs', askAgainMs);
  return { ...input, order: undefined, kept: [] };
}
