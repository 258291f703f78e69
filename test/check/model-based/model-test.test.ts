import { modelTest, type PathOptions, UsageError } from 'statehive';
import { describe, expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import { door, doorModel } from './door.ts';

/** Tests of the door, or of the one whose lock breaks. */
function doorTest(params: { weak?: boolean } = {}, how: PathOptions<typeof doorModel> = {}) {
  return modelTest(doorModel, {
    simulation: door,
    params,
    events: {
      PUSH: ({ actors }) => actors.door.send({ type: 'PUSH' }),
      LOCK: ({ actors }) => actors.door.send({ type: 'LOCK' }),
      UNLOCK: ({ actors }) => actors.door.send({ type: 'UNLOCK' }),
      WAIT: ({ swarm }) => swarm.runFor(100),
    },
    states: {
      closed: ({ actors }) => expect(actors.door.getSnapshot().value).toBe('closed'),
      open: ({ actors }) => expect(actors.door.getSnapshot().value).toBe('open'),
      locked: ({ actors }) => expect(actors.door.getSnapshot().value).toBe('locked'),
    },
    ...how,
  });
}

describe('the paths of a model', () => {
  test('are named by their events and the state that they lead to', () => {
    expect(doorTest().paths.map(({ title }) => title)).toEqual([
      "PUSH → WAIT → 'closed'",
      "LOCK → PUSH → 'locked'",
      "LOCK → UNLOCK → 'closed'",
    ]);
  });

  test('are walked by a swarm each, and together reach each state and transition', async () => {
    const doors = doorTest();
    for (const path of doors.paths) await path.walk();
    expect(doors.coverage.states.map(({ paths }) => paths)).toEqual([3, 1, 2]);
    expect(doors.coverage.transitions).toEqual([
      { name: "'closed' → 'open' by PUSH", paths: 1 },
      { name: "'closed' → 'locked' by LOCK", paths: 2 },
      { name: "'open' → 'closed' by WAIT", paths: 1 },
      { name: "'locked' → 'closed' by UNLOCK", paths: 1 },
      { name: "'locked' → 'locked' by PUSH", paths: 1 },
    ]);
  });

  test('can be simple ones, and filtered', () => {
    const titles = (how: PathOptions<typeof doorModel>) =>
      doorTest({}, how).paths.map(({ title }) => title);
    expect(titles({ paths: 'simple' }).length).toBeGreaterThan(3);
    expect(titles({ filter: (_, { type }) => type !== 'PUSH' })).toEqual([
      "LOCK → UNLOCK → 'closed'",
    ]);
    expect(titles({ toState: (state) => state.matches('open') })).toEqual(["PUSH → 'open'"]);
  });
});

test('what a filter keeps paths from is not covered', async () => {
  const doors = doorTest({}, { filter: (_, { type }) => type !== 'PUSH' });
  for (const path of doors.paths) await path.walk();
  const { states } = doors.coverage;
  expect(states.filter(({ paths }) => paths === 0).map(({ name }) => name)).toEqual(["'open'"]);
});

describe('a swarm that does not go as the model', () => {
  test('fails the path, which tells the way', async () => {
    const failing = modelTest(doorModel, {
      simulation: door,
      events: {
        PUSH: ({ actors }) => actors.door.send({ type: 'PUSH' }),
        LOCK: () => undefined,
        UNLOCK: () => undefined,
        WAIT: ({ swarm }) => swarm.runFor(100),
      },
      states: {
        closed: ({ actors }) => expect(actors.door.getSnapshot().value).toBe('closed'),
        open: () => undefined,
        locked: ({ actors }) => expect(actors.door.getSnapshot().value).toBe('locked'),
      },
    });
    await expect(failing.paths[1]!.walk()).rejects.toThrow(
      /expected 'closed' to be 'locked'.*\n\nThe swarm did not go as the model:\n {2}✓ the start → 'closed'\n {2}✗ LOCK → 'locked'$/,
    );
  });

  test('is found on a random walk, which is shrunk', async () => {
    // No shortest path pushes a locked door twice.
    const { paths, walkAtRandom } = doorTest({ weak: true });
    for (const path of paths) await path.walk();
    const error = await walkAtRandom({ runs: 300, seed: 7 }).catch((failure: Error) => failure);
    expect(String(error)).toContain('Counterexample: [LOCK,PUSH,PUSH,PUSH');
    expect(String(error)).toContain("✗ PUSH → 'locked'");
  });

  test('and none is found of one that does', async () => {
    await doorTest().walkAtRandom({ runs: 50, seed: 7 });
  });
});

describe('a model is refused', () => {
  const grown = setup({
    types: { events: {} as { type: 'GROW' }, context: {} as { size: number } },
  }).createMachine({
    id: 'grown',
    context: { size: 0 },
    initial: 'small',
    states: {
      small: { on: { GROW: { actions: assign({ size: ({ context }) => context.size + 1 }) } } },
    },
  });
  const meaning = { events: { GROW: () => undefined }, simulation: door };

  test('that has no end of states', () => {
    expect(() =>
      modelTest(grown, { ...meaning, states: { small: () => undefined }, traversalLimit: 50 }),
    ).toThrow("The model 'grown' has no end of states: keep its context within bounds");
  });

  test('of which a state means nothing', () => {
    expect(() => modelTest(grown, { ...meaning, states: {} })).toThrow(
      new UsageError("The model 'grown' has a state 'small' without a meaning in 'states'."),
    );
  });

  test('to whose states a meaning is given that it has not', () => {
    const states = { small: () => undefined, tall: () => undefined };
    expect(() => modelTest(grown, { ...meaning, states })).toThrow("has no state 'tall'");
  });
});
