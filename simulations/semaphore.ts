/**
 * Is there ever one too many? Holders come to a semaphore; each works while it holds a permit, and
 * leaves. One that crashes gives its permit back when its lease is over. Expected: never more permits
 * out than there are, whatever crashes, and nobody waits for ever; where holders come at random, the
 * wait of M/M/c (Erlang 1917), for permits are its servers. `check` also lets the lease of a holder run
 * out that is only slow: it is overtaken, and its token tells (Gray and Cheriton 1989). In simulated
 * time the holder knows first, and stops.
 */
import { filter, map, merge, timer } from 'rxjs';
import {
  count,
  type Distribution,
  defineSimulation,
  exponential,
  latency,
  sample,
  spans,
  summary,
  timeAverage,
} from 'statehive';
import {
  type PermitOutcome,
  permitHolderMachine,
  recoverSemaphore,
  semaphoreMachine,
} from 'statehive/machines';
import { type ActorRefFrom, type SnapshotFrom, setup } from 'xstate';
import { z } from 'zod';

const workMachine = setup({
  types: { input: {} as Distribution, context: {} as { service: Distribution } },
  delays: { service: ({ context }) => sample(context.service) },
}).createMachine({
  id: 'work',
  context: ({ input }) => ({ service: input }),
  initial: 'working',
  states: { working: { after: { service: 'done' } }, done: { type: 'final' } },
});

const holderMachine = permitHolderMachine.provide({ actors: { work: workMachine } });

type Holder = ActorRefFrom<typeof holderMachine>;
const isUp = ({ status }: SnapshotFrom<Holder>) => status === 'active';
const works = (holder: SnapshotFrom<Holder>) => isUp(holder) && holder.matches('working');
/** 0 until it was given one. */
const tokenOf = (holder: Holder) => holder.getSnapshot().context.token;
const tokensOut = (semaphore: ActorRefFrom<typeof semaphoreMachine>) =>
  new Set(semaphore.getSnapshot().context.leases.map(({ token }) => token));

export default defineSimulation({
  name: 'semaphore',
  summary: 'Holders share the permits of a semaphore, and give them back when they crash.',
  params: z.object({
    permits: z.int().min(1).default(1).describe('how many may hold a permit at a time'),
    holders: z.int().min(1).default(2).describe('how many want one'),
    interarrivalMs: z
      .number()
      .nonnegative()
      .default(0)
      .describe('mean time from one holder to the next; 0 for all at once'),
    workMs: z.number().positive().default(10).describe('mean time that a holder works'),
    waitMs: z.number().positive().default(1_000).describe('how long a holder waits for a permit'),
    leaseMs: z.number().positive().default(100).describe('how long a permit lasts unrenewed'),
    renewals: z.int().min(1).default(100).describe('how often a holder may renew'),
    latencyMs: z.number().nonnegative().default(1).describe('mean one-way delay'),
  }),
  network: ({ latencyMs }) => (latencyMs === 0 ? [] : [latency(exponential({ mean: latencyMs }))]),
  checking: { params: { renewals: 1 } },
  compose({ swarm, params }) {
    const { permits, leaseMs, renewals: renewalsMax, holders: wanted, interarrivalMs } = params;
    const semaphore = swarm.spawn(semaphoreMachine, {
      input: { permits, leaseMs, renewalsMax },
      recover: recoverSemaphore,
    });
    const work = exponential({ mean: params.workMs });
    const input = { semaphore, waitMs: params.waitMs, work };
    const holder = { input, recover: () => input };
    if (interarrivalMs === 0) {
      const holders = swarm.populate(holderMachine, wanted, () => holder);
      return { semaphore, up: swarm.where(holders, isUp), working: swarm.where(holders, works) };
    }
    const interarrival = exponential({ mean: interarrivalMs });
    const arrivals = swarm.random('arrivals');
    for (let nth = 0, atMs = 0; nth < wanted; nth++) {
      atMs += arrivals.sample(interarrival);
      const come = () => swarm.spawn(holderMachine, { id: `permit-holder-${nth}`, ...holder });
      timer(atMs, swarm.scheduler).subscribe(come);
    }
    const nobody: readonly Holder[] = [];
    return { semaphore, up: swarm.where(nobody, isUp), working: swarm.where(nobody, works) };
  },
  measure({ swarm, actors: { semaphore } }) {
    const { emissions$ } = swarm;
    const ended = (outcome: PermitOutcome) =>
      count(
        emissions$.pipe(
          filter(({ event }) => event.type === 'permitEnded' && event.outcome === outcome),
        ),
      );
    const levels$ = merge(
      ...(['queued', 'granted', 'released', 'expired', 'withdrawn'] as const).map((type) =>
        swarm.emitted(semaphore, type),
      ),
    );
    return {
      // From when a holder comes until it works: its messages take their time as well.
      waitMs: summary(
        spans(emissions$, {
          begins: ({ actor, event }) => (event.type === 'permitAsked' ? actor : undefined),
          ends: ({ actor, event }) => (event.type === 'permitHeld' ? actor : undefined),
        }),
      ),
      inUse: timeAverage(levels$.pipe(map(({ inUse }) => inUse))),
      waiting: timeAverage(levels$.pipe(map(({ waiting }) => waiting))),
      done: ended('done'),
      timedOut: ended('timedOut'),
      lost: ended('lost'),
      expired: count(swarm.emitted(semaphore, 'expired')),
    };
  },
  properties: {
    always: {
      'no more permits are out than there are': ({ params, actors: { semaphore } }) =>
        semaphore.getSnapshot().context.leases.length <= params.permits,
      'no more hold a permit that counts than there are': ({ params, actors }) => {
        // Where so few work at all, there is no need to look at each.
        if (actors.working.size <= params.permits) return true;
        const out = tokensOut(actors.semaphore);
        const counting = [...actors.working].filter((holder) => out.has(tokenOf(holder)));
        return counting.length <= params.permits;
      },
    },
    sometimes: {
      'all permits are in use while others wait': ({ params, actors: { semaphore } }) =>
        semaphore.getSnapshot().context.leases.length === params.permits &&
        semaphore.getSnapshot().context.waiting.length > 0,
      'a holder is overtaken': ({ actors: { semaphore, working } }) => {
        const out = tokensOut(semaphore);
        const isOld = (token: number) => token > 0 && !out.has(token);
        return [...working].some((holder) => isOld(tokenOf(holder)));
      },
    },
    eventually: {
      'nobody is left': {
        withinMs: 60_000,
        holds: ({ actors: { up } }) => up.size === 0,
      },
    },
  },
});
