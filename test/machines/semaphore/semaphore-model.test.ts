import { type Address, defineSimulation } from 'statehive';
import { type PermitNotice, semaphoreMachine } from 'statehive/machines';
import { testModel } from 'statehive/vitest';
import { describe, expect } from 'vitest';
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { messages, silentMachine } from '../hive/stand-ins.ts';

type Who = 0 | 1;
type Asked = { who: Who };

/** One permit, and two who want it: one holds it, one may wait, and a lease that is not renewed ends. */
const model = setup({
  types: {
    context: {} as { holder: Who | undefined; grants: number },
    events: {} as { type: 'ACQUIRE' | 'RELEASE'; who: Who } | { type: 'EXPIRE' },
  },
  guards: {
    isHolder: ({ context }, { who }: Asked) => who === context.holder,
    mayGrant: ({ context }) => context.grants < 3,
  },
  actions: {
    grant: assign(({ context }, { who }: Asked) => ({ holder: who, grants: context.grants + 1 })),
    takeBack: assign({ holder: undefined }),
    passOn: assign(({ context: { holder } }) => ({ holder: holder === 0 ? 1 : 0 }) as const),
  },
}).createMachine({
  id: 'semaphore-model',
  context: { holder: undefined, grants: 0 },
  initial: 'free',
  states: {
    free: {
      on: {
        ACQUIRE: {
          guard: 'mayGrant',
          target: 'held',
          actions: { type: 'grant', params: ({ event }) => event },
        },
        RELEASE: {},
      },
    },
    held: {
      on: {
        // To ask again is the same request once more.
        ACQUIRE: [
          { guard: { type: 'isHolder', params: ({ event }) => event } },
          { target: 'wanted' },
        ],
        RELEASE: [
          {
            guard: { type: 'isHolder', params: ({ event }) => event },
            target: 'free',
            actions: 'takeBack',
          },
          {},
        ],
        EXPIRE: { target: 'free', actions: 'takeBack' },
      },
    },
    wanted: {
      on: {
        ACQUIRE: {},
        RELEASE: [
          {
            guard: { type: 'isHolder', params: ({ event }) => event },
            target: 'held',
            actions: 'passOn',
          },
          // Who waits gives up.
          { target: 'held' },
        ],
        EXPIRE: { target: 'held', actions: 'passOn' },
      },
    },
  },
});

const LEASE_MS = 100;

const permits = defineSimulation({
  name: 'permits',
  summary: 'A semaphore of one permit, and two who ask.',
  params: z.object({}),
  compose({ swarm }) {
    const input = { permits: 1, leaseMs: LEASE_MS, renewalsMax: 2 };
    const semaphore = swarm.spawn(semaphoreMachine, { input });
    const asking = swarm.populate(silentMachine, 2, () => ({}));
    const granted = messages(swarm, 'GRANTED');
    const ask = (type: 'ACQUIRE' | 'RELEASE', who: Who) =>
      semaphore.send({ type, holder: asking.at(who) as Address<PermitNotice> });
    /** That it stands as the model does. */
    const stands = (holder: Who | undefined, waiting: number) => {
      const { leases, waiting: queue } = semaphore.getSnapshot().context;
      expect(leases.map((lease) => lease.holder)).toEqual(
        holder === undefined ? [] : [asking.at(holder)],
      );
      expect(queue).toHaveLength(waiting);
      if (holder !== undefined) expect(granted.at(-1)?.to).toBe(`silent-${holder}`);
    };
    return { ask, stands };
  },
});

describe('a semaphore does as its model', () => {
  testModel(model, {
    simulation: permits,
    cases: [0, 1].flatMap((who) => [
      { type: 'ACQUIRE' as const, who: who as Who },
      { type: 'RELEASE' as const, who: who as Who },
    ]),
    events: {
      ACQUIRE: ({ actors, event }) => actors.ask('ACQUIRE', event.who),
      RELEASE: ({ actors, event }) => actors.ask('RELEASE', event.who),
      EXPIRE: ({ swarm }) => swarm.runFor(LEASE_MS),
    },
    states: {
      free: ({ actors }) => actors.stands(undefined, 0),
      held: ({ actors, model: { context } }) => actors.stands(context.holder, 0),
      wanted: ({ actors, model: { context } }) => actors.stands(context.holder, 1),
    },
    walks: { runs: 50 },
  });
});
