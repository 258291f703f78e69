/**
 * Can two-phase commit leave one manager committed and another aborted? Managers prepare or give up,
 * each when it likes; the coordinator commits once it has heard from all that they are prepared, or
 * aborts at any time before. The model is TwoPhase.tla of L. Lamport and J. Gray (Consensus on
 * Transaction Commit, ACM TODS 31, 2006), whose messages are a set that only grows: any may arrive
 * again and again. Expected: never, in 12, 56 and 288 states for 1, 2 and 3 managers (as TLC counts),
 * and 12 and 34 for 1 and 2 up to renaming them, while all may commit, and all may abort.
 */
import { type Address, defineSimulation, exponential, latency, sample } from 'statehive';
import { type ActorRefFrom, assign, enqueueActions, sendTo, setup } from 'xstate';
import { z } from 'zod';

type Order = { type: 'COMMIT' } | { type: 'ABORT' };
type Manager = Address<Order>;
type Report = { type: 'PREPARED'; manager: Manager };

const delays = {
  prepare: () => sample(exponential({ mean: 10 })),
  giveUp: () => sample(exponential({ mean: 100 })),
  commit: () => sample(exponential({ mean: 10 })),
  abort: () => sample(exponential({ mean: 100 })),
};

export const managerMachine = setup({
  types: {
    context: {} as { coordinator: Address<Report> },
    input: {} as { coordinator: Address<Report> },
    events: {} as Order,
  },
  delays,
  actions: {
    report: sendTo(
      ({ context }) => context.coordinator,
      ({ self }) => ({ type: 'PREPARED', manager: self }),
    ),
  },
}).createMachine({
  id: 'manager',
  context: ({ input }) => input,
  initial: 'working',
  on: { COMMIT: '.committed', ABORT: '.aborted' },
  states: {
    working: { after: { prepare: 'prepared', giveUp: 'aborted' } },
    prepared: { entry: 'report' },
    committed: {},
    aborted: {},
  },
});

export const coordinatorMachine = setup({
  types: {
    context: {} as { managers: ReadonlySet<Manager>; prepared: ReadonlySet<Manager> },
    events: {} as Report | { type: 'BEGIN'; managers: ReadonlySet<Manager> },
  },
  delays,
  guards: {
    allPrepared: ({ context }) => context.prepared.size === context.managers.size,
  },
  actions: {
    tellAll: enqueueActions(({ context, enqueue }, order: Order) => {
      for (const manager of context.managers) enqueue.sendTo(manager, order);
    }),
  },
}).createMachine({
  id: 'coordinator',
  context: { managers: new Set(), prepared: new Set() },
  initial: 'idle',
  states: {
    idle: {
      on: {
        BEGIN: {
          target: 'undecided',
          actions: assign(({ event: { managers } }) => ({ managers })),
        },
      },
    },
    undecided: {
      on: {
        PREPARED: {
          actions: assign({
            prepared: ({ context, event }) => new Set([...context.prepared, event.manager]),
          }),
        },
      },
      after: { abort: 'aborted' },
      initial: 'waiting',
      states: {
        waiting: { always: { guard: 'allPrepared', target: 'ready' } },
        ready: { after: { commit: '#coordinator.committed' } },
      },
    },
    committed: { entry: { type: 'tellAll', params: { type: 'COMMIT' } } },
    aborted: { entry: { type: 'tellAll', params: { type: 'ABORT' } } },
  },
});

type ManagerRef = ActorRefFrom<typeof managerMachine>;

const hasCommitted = (manager: ManagerRef) => manager.getSnapshot().matches('committed');
const hasAborted = (manager: ManagerRef) => manager.getSnapshot().matches('aborted');

export default defineSimulation({
  name: 'two-phase-commit',
  summary: 'A coordinator has managers commit a transaction, all of them or none.',
  params: z.object({
    managers: z.int().min(1).max(20).default(3).describe('how many must be prepared'),
  }),
  network: () => [latency(exponential({ mean: 5 }))],
  checking: { network: 'duplicating' },
  compose({ swarm, params }) {
    const coordinator = swarm.spawn(coordinatorMachine, { id: 'coordinator' });
    const population = swarm.populate(managerMachine, params.managers, () => ({
      input: { coordinator },
    }));
    const managers = [...population];
    coordinator.send({ type: 'BEGIN', managers: new Set(managers) });
    return { managers };
  },
  properties: {
    never: {
      'one committed, one aborted': ({ actors: { managers } }) =>
        managers.some(hasCommitted) && managers.some(hasAborted),
    },
    sometimes: {
      'all committed': ({ actors: { managers } }) => managers.every(hasCommitted),
      'all aborted': ({ actors: { managers } }) => managers.every(hasAborted),
    },
  },
});
