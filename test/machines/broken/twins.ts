/** Protocols with one mistake each, which look as the sound ones do while nothing fails. */
import { defineSimulation, type Happening } from 'statehive';
import {
  coordinatorMachine,
  permitHolderMachine,
  proposerMachine,
  raftServerMachine,
  recoverSemaphore,
  schedulerMachine,
  semaphoreMachine,
} from 'statehive/machines';
import {
  atomicCommitWith,
  paxosWith,
  raftWith,
  schedulerWith,
  semaphore,
} from 'statehive/simulations';
import { assign, setup } from 'xstate';

/** Raft whose servers vote for whoever asks, though they have voted in the term. */
export const votingTwice = raftWith(
  raftServerMachine.provide({
    guards: {
      canGrant: ({ context: { currentTerm, log } }, { term, lastLogIndex, lastLogTerm }) => {
        const lastTerm = log.at(-1)?.term ?? 0;
        const isUpToDate =
          lastLogTerm > lastTerm || (lastLogTerm === lastTerm && lastLogIndex >= log.length);
        return term >= currentTerm && isUpToDate;
      },
    },
  }),
);

/** Two-phase commit whose coordinator does not notice that one vote is missing. */
export const forgettingVote = atomicCommitWith(
  coordinatorMachine.provide({
    guards: {
      isUnanimous: ({ context: { yes, participants } }) => yes.size >= participants.size - 1,
    },
  }),
);

/** Paxos whose proposers propose their own value, whatever has been accepted. */
export const ignoringHighest = paxosWith(
  proposerMachine.provide({ actions: { keepHighest: () => {} } }),
);

/** A scheduler that ends the lease of a worker that is not heard of, and forgets the task. */
export const forgettingTask = schedulerWith(
  schedulerMachine.provide({
    actions: {
      takeBack: assign(({ context: { leases } }, { task: id }) => ({
        leases: leases.filter(({ task }) => task.id !== id),
      })),
    },
  }),
);

const work = setup({ delays: { service: 10 } }).createMachine({
  id: 'work',
  initial: 'working',
  states: { working: { after: { service: 'done' } }, done: { type: 'final' } },
});

const holderMachine = permitHolderMachine.provide({ actors: { work } });

/** A semaphore, watched for whether a permit comes back when its lease is over. */
const leasing = (semaphoreOfLeases: typeof semaphoreMachine) =>
  defineSimulation({
    name: 'leasing',
    summary: 'Holders that may die lease permits of a semaphore.',
    params: semaphore.params,
    limits: { simulatedMs: 5_000 },
    compose({ swarm, params: { permits, leaseMs, renewals, waitMs, holders } }) {
      const past = swarm.history<Past>({ inUse: 0, isLeaking: false }, withHappening);
      const ref = swarm.spawn(semaphoreOfLeases, {
        input: { permits, leaseMs, renewalsMax: renewals },
        recover: recoverSemaphore,
      });
      const input = { semaphore: ref, waitMs, work: undefined };
      swarm.populate(holderMachine, holders, () => ({ input, recover: () => input }));
      return past;
    },
    properties: {
      never: {
        'a lease is over, and its permit still out': ({ actors: past }) => past.value.isLeaking,
      },
    },
  });

/** A semaphore that does not take a permit back when its lease is over. */
export const leakingPermit = leasing(semaphoreMachine.provide({ actions: { end: () => {} } }));

/** The sound one, which the same property must let pass. */
export const leaseKeeping = leasing(semaphoreMachine);

/** How many permits were out when that was last told, and whether a lease ended to no effect. */
interface Past {
  readonly inUse: number;
  readonly isLeaking: boolean;
}

function withHappening({ inUse, isLeaking }: Past, { event }: Happening): Past {
  if (typeof event.inUse !== 'number') return { inUse, isLeaking };
  const leaks = event.type === 'expired' && event.inUse >= inUse;
  return { inUse: event.inUse, isLeaking: isLeaking || leaks };
}
