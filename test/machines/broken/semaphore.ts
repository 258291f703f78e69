import { chaos, defineSimulation, type Happening } from 'statehive';
import { permitHolderMachine, recoverSemaphore, semaphoreMachine } from 'statehive/machines';
import { semaphore } from 'statehive/simulations';
import { setup } from 'xstate';
import type { Twin } from './twin.ts';

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

/** It does not take a permit back when its lease is over. */
const leakingPermit = semaphoreMachine.provide({ actions: { end: () => {} } });

export const semaphoreThatLeaksAPermit: Twin = {
  mistake: 'a semaphore keeps the permit of who has crashed',
  broken: leasing(leakingPermit),
  sound: leasing(semaphoreMachine),
  property: 'a lease is over, and its permit still out',
  checking: { params: { holders: 1, renewals: 1 } },
  steps: 2,
  states: 186,
  chaos: chaos({ deaths: 1, actors: ['permit-holder-*'], untilMs: 50 }),
};

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
