import { type Address, type CheckOptions, check, defineSimulation, replay } from 'statehive';
import { twoPhaseCommit } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import { sendTo, setup } from 'xstate';
import { z } from 'zod';

type Ask = { type: 'ASK'; by: Address<Answer> };
type Answer = { type: 'ANSWER' };

const answerer = setup({ types: { events: {} as Ask } }).createMachine({
  id: 'answerer',
  on: { ASK: { actions: sendTo(({ event }) => event.by, { type: 'ANSWER' }) } },
});

/** Asks, and gives up when its patience is over. */
const asker = setup({
  types: {
    context: {} as { of: Address<Ask> },
    input: {} as { of: Address<Ask> },
    events: {} as Answer,
  },
}).createMachine({
  id: 'asker',
  context: ({ input }) => input,
  initial: 'waiting',
  entry: sendTo(
    ({ context }) => context.of,
    ({ self }) => ({ type: 'ASK', by: self }),
  ),
  states: {
    waiting: { on: { ANSWER: 'answered' }, after: { 100: 'alone' } },
    answered: { type: 'final' },
    alone: { type: 'final' },
  },
});

const asking = defineSimulation({
  name: 'asking',
  summary: 'Somebody asks and waits.',
  params: z.object({ askers: z.int().default(1) }),
  compose({ swarm, params }) {
    const of = swarm.spawn(answerer);
    return [...swarm.populate(asker, params.askers, () => ({ input: { of } }))];
  },
  properties: {
    never: {
      'somebody gives up': ({ actors }) =>
        actors.some((each) => each.getSnapshot().matches('alone')),
    },
  },
});

const verdictWith = async (options: CheckOptions) =>
  (await check(asking, options)).properties[0]?.verdict;

describe('where what is on its way arrives before timers fire', () => {
  test('nobody gives up who is answered', async () => {
    expect(await verdictWith({})).toBe('violated');
    expect(await verdictWith({ prompt: true })).toBe('held');
  });

  test.each([{ lossy: true }, { faults: { crashes: 1 } }])(
    'but with %o one does',
    async (fault) => {
      expect(await verdictWith({ prompt: true, ...fault })).toBe('violated');
    },
  );

  test('a counterexample replays', async () => {
    const options = { prompt: true, lossy: true } as const;
    const { counterexamples } = await check(asking, options);
    // The question is lost, and time passes.
    expect(counterexamples[0]?.steps.map(({ kind }) => kind)).toEqual(['lose', 'fire']);
    expect(replay(asking, options, counterexamples[0]!).isViolated).toBe(true);
  });

  test.each([
    ['bfs', false],
    ['bfs', true],
    ['dfs', true],
  ] as const)('%s, symmetry %s: there are the same states', async (strategy, symmetry) => {
    const options = { params: { askers: 3 }, prompt: true, lossy: true, symmetry } as const;
    const [one, other] = await Promise.all([
      check(asking, { ...options, strategy }),
      check(asking, { ...options, sleepSets: false }),
    ]);
    expect(one.unique).toBe(other.unique);
  });

  test('a network that duplicates is refused: something always is on its way', async () => {
    await expect(check(twoPhaseCommit, { prompt: true, network: 'duplicating' })).rejects.toThrow(
      /'prompt' and the network 'duplicating' do not go together/,
    );
  });
});
