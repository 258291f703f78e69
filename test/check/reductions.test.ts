import {
  type Address,
  type CheckOptions,
  check,
  defineSimulation,
  replay,
  type Simulation,
} from 'statehive';
import * as simulations from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import { assign, sendTo, setup } from 'xstate';
import { z } from 'zod';

type Ask = { type: 'ASK'; by: Address<Answer> };
type Answer = { type: 'ANSWER' };

const server = setup({ types: { events: {} as Ask } }).createMachine({
  id: 'server',
  on: { ASK: { actions: sendTo(({ event }) => event.by, { type: 'ANSWER' }) } },
});

const client = setup({
  types: {
    context: {} as { server: Address<Ask>; answers: number },
    input: {} as { server: Address<Ask> },
    events: {} as Answer,
  },
}).createMachine({
  id: 'client',
  context: ({ input }) => ({ ...input, answers: 0 }),
  initial: 'idle',
  states: {
    idle: { after: { 10: 'asking' } },
    asking: {
      entry: sendTo(
        ({ context }) => context.server,
        ({ self }) => ({ type: 'ASK', by: self }),
      ),
      on: {
        ANSWER: {
          target: 'served',
          actions: assign({ answers: ({ context }) => context.answers + 1 }),
        },
      },
    },
    served: { type: 'final' },
  },
});

/** Pairs of clients and servers, of which only the first is looked at. */
const pairs = (count: number, wanted: number) =>
  defineSimulation({
    name: 'pairs',
    summary: 'Clients ask servers of their own.',
    params: z.object({}),
    compose: ({ swarm }) => {
      const servers = [...swarm.populate(server, count, () => ({}))];
      const clients = swarm.populate(client, count, (at) => ({ input: { server: servers[at]! } }));
      return clients.at(0);
    },
    properties: {
      never: { 'the first is served': ({ actors }) => actors.getSnapshot().context.answers > 1 },
      sometimes: { served: ({ actors }) => actors.getSnapshot().context.answers === 1 },
      eventually: {
        'all as wanted': {
          withinMs: 1,
          holds: ({ actors }) => actors.getSnapshot().context.answers === wanted,
        },
      },
    },
  });

/** Somebody goes round for ever beside somebody who is looked at: what C3 is for. */
const roundabout = defineSimulation({
  name: 'roundabout',
  summary: 'One goes round, the other arrives.',
  params: z.object({}),
  compose: ({ swarm }) => {
    swarm.spawn(
      setup({}).createMachine({
        id: 'rounder',
        initial: 'here',
        states: { here: { after: { 10: 'there' } }, there: { after: { 10: 'here' } } },
      }),
    );
    return swarm.spawn(
      setup({}).createMachine({
        id: 'arriver',
        initial: 'away',
        states: { away: { after: { 10: 'home' } }, home: { type: 'final' } },
      }),
    );
  },
  properties: {
    sometimes: { arrived: ({ actors }) => actors.getSnapshot().matches('home') },
    eventually: {
      arrives: { withinMs: 1, holds: ({ actors }) => actors.getSnapshot().matches('home') },
    },
  },
});

/** Of these there are too many states to compare in a test, too slow ones, or none. */
const left = ['hive', 'integrated', 'paxos', 'pbft', 'scheduler', 'semaphore', 'swarm'];
const examples = Object.values(simulations as unknown as Record<string, Simulation>).filter(
  (each) => typeof each === 'object' && 'compose' in each && !left.includes(each.name),
);
const own = [pairs(3, 1), pairs(3, 2), roundabout] as unknown as Simulation[];

const ways: Readonly<Record<string, CheckOptions>> = {
  symmetry: { symmetry: true },
  'partial order': { partialOrder: true },
  both: { symmetry: true, partialOrder: true },
  'both, depth first': { symmetry: true, partialOrder: true, strategy: 'dfs' },
  'no sleep sets': { sleepSets: false },
};

/** A check that is cut short compares nothing. */
const limits = { states: 20_000 };

const verdictsOf = async (simulation: Simulation, options: CheckOptions) => {
  const { isComplete, unique, properties } = await check(simulation, {
    limits,
    // Symmetry and fairness do not go together.
    fair: false,
    ...options,
  });
  return { isComplete, unique, verdicts: properties.map(({ verdict }) => verdict) };
};

describe.each(Object.entries(ways))('%s', (_, options) => {
  test.each([...own, ...examples].map((each) => [each.name, each] as const))(
    'judges %s as a search without it does',
    async (_name, simulation) => {
      const [whole, reduced] = await Promise.all([
        verdictsOf(simulation, {}),
        verdictsOf(simulation, options),
      ]);
      if (!whole.isComplete) return;
      expect(reduced.verdicts).toEqual(whole.verdicts);
      expect(reduced.unique).toBeLessThanOrEqual(whole.unique);
    },
  );
});

describe('partial order', () => {
  test('finds fewer states where actors have nothing to do with each other', async () => {
    const whole = await check(pairs(3, 1));
    const reduced = await check(pairs(3, 1), { partialOrder: true });
    // Idle, asked, answered, served: in all combinations, or one pair after the other.
    expect(whole.unique).toBe(64);
    expect(reduced.unique).toBeLessThan(20);
    expect(reduced.partialOrder?.reducedStates).toBeGreaterThan(0);
  });

  test('gives counterexamples that replay', async () => {
    const { counterexamples } = await check(pairs(3, 2), { partialOrder: true });
    expect(replay(pairs(3, 2), {}, counterexamples[0]!).isViolated).toBe(true);
  });

  test('finds every deadlock', async () => {
    const { counterexamples } = await check(pairs(2, 1), { partialOrder: true, deadlock: true });
    // The servers wait for ever.
    expect(counterexamples.map(({ kind }) => kind)).toContain('deadlock');
  });

  test('says so where it leaves nothing out', async () => {
    const options = { partialOrder: true, faults: { crashes: 1 } };
    const { partialOrder } = await check(pairs(2, 1), options);
    expect(partialOrder).toEqual({
      reducedStates: 0,
      wholeBecause: 'an actor may crash at any time',
    });
  });
});
