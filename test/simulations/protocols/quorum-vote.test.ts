import { check, run, type Simulation, script } from 'statehive';
import { QUORUM_RULES } from 'statehive/machines';
import { quorumVote } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';

const vote = (params: z.input<typeof quorumVote.params> = {}, seed = 7) =>
  run(quorumVote, { params, seed });

describe('a vote of five who are up', () => {
  test.each(QUORUM_RULES)('by %s of one mind is decided by a quorum', async (quorum) => {
    const { report, metrics, outcome } = await vote({ quorum, agreement: 1 });
    expect(report).toMatchObject({ option: 'meadow', by: 'quorum' });
    expect(outcome).toBe('completed');
    expect(metrics.decidedMs).toBeLessThan(200);
  });

  test('by majority does not wait for the last two', async () => {
    const { report } = await vote({ agreement: 1 });
    expect(report?.votes).toBe(3);
  });

  test('of two minds falls to the default when nobody else can vote', async () => {
    const { report, metrics } = await vote({ quorum: 'unanimity', agreement: 0.5 });
    expect(report).toMatchObject({ option: 'stay', by: 'default', votes: 5 });
    expect(metrics.decidedMs).toBeLessThan(200);
  });
});

describe('a voter that crashes', () => {
  test('does not stop a majority', async () => {
    const { report } = await vote({ agreement: 1, failures: 2 });
    expect(report).toMatchObject({ option: 'meadow', by: 'quorum', votes: 3 });
  });

  test('leaves unanimity to the default, at the deadline', async () => {
    const { report, metrics } = await vote({ quorum: 'unanimity', agreement: 1, failures: 1 });
    expect(report).toMatchObject({ option: 'stay', by: 'default', agreement: 0.8 });
    expect(metrics.decidedMs).toBe(200);
  });
});

test('a queen that crashes never ends the vote', async () => {
  const faults = script([{ kind: 'crash', actor: 'queen', atMs: 1 }]);
  const { violations } = await run(quorumVote, { seed: 7, faults });
  expect(violations).toMatchObject([{ kind: 'eventually', property: 'the vote ends' }]);
});

describe('in every order of votes, deadlines and crashes of three voters,', () => {
  const params = { voters: 3 };
  const verdictsOf = async (simulation: Simulation, faults = {}) => {
    const { properties, counterexamples } = await check(simulation, { params, faults });
    const verdicts = Object.fromEntries(properties.map(({ name, verdict }) => [name, verdict]));
    return { verdicts, counterexamples };
  };

  test('a majority decides for what a majority is for, and the vote ends', async () => {
    const { verdicts } = await verdictsOf(quorumVote);
    expect(verdicts).toEqual({
      'more than half of those who may vote are for what a majority decides': 'held',
      'decided by quorum': 'reached',
      'decided by default': 'reached',
      'the vote ends': 'held',
    });
  });

  test('a crash of the queen, and of nobody else, keeps it from ending', async () => {
    const { verdicts, counterexamples } = await verdictsOf(quorumVote, { crashes: 1 });
    expect(verdicts).toMatchObject({ 'the vote ends': 'violated' });
    expect(counterexamples[0]?.steps).toContainEqual(
      expect.objectContaining({ kind: 'crash', actor: 'queen' }),
    );
    const ended: typeof quorumVote.properties = {
      eventually: {
        'the vote ends, or its queen has': {
          withinMs: 60_000,
          holds: ({ actors }) => actors.queen.getSnapshot().status !== 'active',
        },
      },
    };
    const world = { ...quorumVote, properties: ended };
    expect((await verdictsOf(world, { crashes: 1 })).verdicts).toEqual({
      'the vote ends, or its queen has': 'held',
    });
  });
});
