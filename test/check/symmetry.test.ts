import { type Address, check, choose, defineSimulation, replay, type Swarm } from 'statehive';
import { increment, incrementLock, pingPong, twoPhaseCommit } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import { type AnyActorRef, assign, emit, setup } from 'xstate';
import { z } from 'zod';

const strategies = ['bfs', 'dfs'] as const;

// Counts by stateright, and by an independent rebuild of the models that tries every renaming.
describe.each(strategies)('%s: states up to renaming of alike actors', (strategy) => {
  const ways = { symmetry: true, strategy };

  test.each([
    [1, 12],
    [2, 34],
  ])('two-phase commit, %i managers: %i', async (managers, unique) => {
    const result = await check(twoPhaseCommit, { params: { managers }, ...ways });
    expect(result).toMatchObject({ unique, outcome: 'complete' });
  });

  test.each([
    [1, 3],
    [2, 8],
    [3, 22],
  ])('increment, %i threads: %i', async (threads, unique) => {
    expect(await check(increment, { params: { threads }, ...ways })).toMatchObject({ unique });
  });

  test.each([
    [1, 5],
    [2, 9],
    [3, 13],
  ])('increment with a lock, %i threads: %i', async (threads, unique) => {
    expect(await check(incrementLock, { params: { threads }, ...ways })).toMatchObject({ unique });
  });
});

type Peer = Address<Meet>;
type Meet = { type: 'MEET'; peers: ReadonlySet<Peer> };

/** Points once to anybody of its population, itself included. */
const pointer = setup({
  types: {
    context: {} as { peers: ReadonlySet<Peer>; to: Peer | undefined },
    events: {} as Meet,
  },
}).createMachine({
  id: 'pointer',
  context: { peers: new Set(), to: undefined },
  on: { MEET: { actions: assign({ peers: ({ event }) => event.peers }) } },
  initial: 'free',
  states: {
    free: { after: { 10: 'pointing' } },
    pointing: { entry: assign({ to: ({ context }) => choose([...context.peers]) }) },
  },
});

const pointing = defineSimulation({
  name: 'pointing',
  summary: 'Actors point to each other.',
  params: z.object({ actors: z.int().default(3) }),
  compose({ swarm, params }) {
    const actors = [...swarm.populate(pointer, params.actors, () => ({}))];
    for (const actor of actors) actor.send({ type: 'MEET', peers: new Set(actors) });
    return actors;
  },
  properties: {
    never: {
      'all point to one': ({ actors: [first, ...others] }) => {
        const { to } = first!.getSnapshot().context;
        return to !== undefined && others.every((each) => each.getSnapshot().context.to === to);
      },
    },
  },
});

// Partial functions on n points up to renaming them: OEIS A126285.
test.each([
  [1, 2],
  [2, 6],
  [3, 16],
  [4, 45],
  [5, 121],
])('actors that refer to one another: %i of them have %i states', async (actors, unique) => {
  const results = await Promise.all(
    strategies.map((strategy) => check(pointing, { params: { actors }, symmetry: true, strategy })),
  );
  expect(results.map((result) => result.unique)).toEqual([unique, unique]);
});

test('a counterexample is a behaviour of the actors themselves, which replays', async () => {
  const options = { params: { actors: 4 }, symmetry: true };
  const { counterexamples } = await check(pointing, options);
  expect(counterexamples[0]?.steps).toHaveLength(4);
  expect(new Set(counterexamples[0]?.steps.map(({ actor }) => actor)).size).toBe(4);
  expect(replay(pointing, options, counterexamples[0]!).isViolated).toBe(true);
});

const crowd = (
  machine: typeof speaker,
  of: { input?: (index: number) => { rank: number }; holds?: (refs: AnyActorRef[]) => boolean },
) =>
  defineSimulation({
    name: 'crowd',
    summary: 'Three actors.',
    params: z.object({}),
    compose({ swarm }: { swarm: Swarm }) {
      const input = of.input ?? (() => ({ rank: 0 }));
      const said = swarm.history<readonly string[]>([], (before, { actor }) => [...before, actor]);
      return { refs: [...swarm.populate(machine, 3, (i) => ({ input: input(i) }))], said };
    },
    properties: { always: { fine: ({ actors }) => of.holds?.(actors.refs) ?? true } },
  });

const speaker = setup({
  types: {
    context: {} as { rank: number; me: string },
    input: {} as { rank: number },
    emitted: {} as { type: 'said'; by: string },
  },
}).createMachine({
  id: 'speaker',
  context: ({ input, self }) => ({ rank: input.rank, me: self.id }),
  initial: 'silent',
  states: {
    silent: { after: { 10: 'spoken' } },
    spoken: { tags: 'spoken', entry: emit(({ context }) => ({ type: 'said', by: context.me })) },
  },
});

test('addresses in contexts, events and histories are renamed', async () => {
  const { unique, symmetry } = await check(crowd(speaker, {}), { symmetry: true });
  // Nobody has spoken, one has, two have, all have: in whatever order.
  expect(unique).toBe(4);
  expect(symmetry).toEqual([{ population: 'speaker', size: 3, isReduced: true }]);
});

describe('actors that are not alike are not taken for each other', () => {
  test('when they differ from the start, which the result says', async () => {
    const { unique, symmetry } = await check(crowd(speaker, { input: (rank) => ({ rank }) }), {
      symmetry: true,
    });
    expect(unique).toBe(16);
    expect(symmetry).toMatchObject([{ isReduced: false, toldApartBy: 'speaker-0' }]);
    expect((await check(pingPong, { symmetry: true })).symmetry).toMatchObject([
      { population: 'player', isReduced: false },
    ]);
  });

  test('when a property names one of them: it is refused', async () => {
    const naming = crowd(speaker, { holds: ([first]) => !first!.getSnapshot().hasTag('spoken') });
    await expect(check(naming, { symmetry: true })).rejects.toThrow(
      /'fine' tells actors of one population apart.*without symmetry/,
    );
  });

  test('when a machine names one of them: it is refused', async () => {
    const favouring = setup({
      types: {} as { context: { rank: number; me: string }; input: { rank: number } },
      guards: { isFirst: ({ context }) => context.me.endsWith('-0') },
    }).createMachine({
      id: 'speaker',
      context: ({ input, self }) => ({ rank: input.rank, me: self.id }),
      initial: 'silent',
      states: { silent: { after: { 10: { guard: 'isFirst', target: 'spoken' } } }, spoken: {} },
    });
    await expect(
      check(crowd(favouring as unknown as typeof speaker, {}), { symmetry: true }),
    ).rejects.toThrow(/'speaker-0' and 'speaker-1' do not act alike/);
  });
});

test('with fairness there is no symmetry', async () => {
  await expect(check(increment, { fair: 'actors', symmetry: true })).rejects.toThrow(
    /do not go together/,
  );
});
