import { createSwarm } from 'statehive';
import { createQuorumVoteMachine, type QuorumRule, type QuorumVoteInput } from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { messages, silentActors } from '../hive/stand-ins.ts';

const candidates = ['stay', 'meadow', 'orchard', 'forest'] as const;
type Choice = (typeof candidates)[number];
const questions = [{ key: 'where', candidates }];
const queenMachine = createQuorumVoteMachine<(typeof questions)[number]>();

/** A vote of voters that vote when the test says so. */
function voteOf(
  rule: QuorumRule,
  fields: Partial<QuorumVoteInput<(typeof questions)[number]>> & { voterCount?: number } = {},
) {
  const { voterCount = 4, ...rest } = fields;
  const swarm = createSwarm({ seed: 7 });
  const asked = messages(swarm, 'ASK');
  const voters = silentActors(swarm, voterCount);
  const ref = swarm.spawn(queenMachine, {
    input: { questions, rule, voters, electorate: voterCount, deadlineMs: 100, ...rest },
  });
  const vote = (voter: string, choice: Choice, confidence = 1) =>
    ref.send({
      type: 'CAST',
      ballot: {
        voter,
        choices: Uint8Array.of(candidates.indexOf(choice)),
        confidences: Float64Array.of(confidence),
      },
    });
  return { swarm, asked, vote, output: () => ref.getSnapshot().output };
}

const decided = (option: Choice, by: 'quorum' | 'default', ballots: number) => ({
  decisions: [{ option, by }],
  ballots,
});

describe('a poll', () => {
  test('asks every voter at once', async () => {
    const { swarm, asked } = voteOf('majority');
    await swarm.runFor(1);
    expect(asked.map(({ atMs, to }) => [atMs, to])).toEqual([
      [0, 'silent-0'],
      [0, 'silent-1'],
      [0, 'silent-2'],
      [0, 'silent-3'],
    ]);
  });

  test('closes as soon as there is a quorum', async () => {
    const { swarm, vote, output } = voteOf('majority');
    await swarm.runFor(10);
    vote('a', 'meadow');
    vote('b', 'meadow');
    await swarm.runFor(1);
    expect(output()).toBeUndefined();
    vote('c', 'meadow');
    await swarm.runFor(1);
    expect(output()).toMatchObject(decided('meadow', 'quorum', 3));
  });

  test('closes when all have voted, though they disagree', async () => {
    const { swarm, vote, output } = voteOf('majority');
    vote('a', 'meadow');
    vote('b', 'meadow');
    vote('c', 'orchard');
    vote('d', 'forest');
    await swarm.runFor(1);
    expect(output()).toMatchObject(decided('stay', 'default', 4));
  });

  test('otherwise closes at the deadline, with the default', async () => {
    const { swarm, vote, output } = voteOf('majority');
    await swarm.runFor(10);
    vote('a', 'meadow');
    await swarm.runFor(89);
    expect(output()).toBeUndefined();
    await swarm.runFor(1);
    expect(output()).toMatchObject(decided('stay', 'default', 1));
  });

  test('of which nobody is up closes at the deadline', async () => {
    const { swarm, output } = voteOf('majority', { voterCount: 0, electorate: 4 });
    await swarm.runFor(100);
    expect(output()).toMatchObject(decided('stay', 'default', 0));
  });

  test('without a question closes at once and asks nobody', async () => {
    const { swarm, asked, output } = voteOf('majority', { questions: [] });
    await swarm.runFor(0);
    expect(output()).toEqual({ decisions: [], ballots: 0 });
    expect(asked).toEqual([]);
  });
});

describe('the votes that count', () => {
  test('are one of each voter: a second ballot is ignored', async () => {
    const { swarm, vote, output } = voteOf('majority');
    for (const choice of ['meadow', 'meadow', 'orchard'] as const) vote('a', choice);
    vote('b', 'meadow');
    await swarm.runFor(100);
    expect(output()).toMatchObject({
      ...decided('stay', 'default', 2),
      decisions: [{ agreement: 0.5, tally: { meadow: { votes: 2, weight: 2 } } }],
    });
  });

  test('are those before the deadline: a late one is a dead letter', async () => {
    const { swarm, vote, output } = voteOf('majority');
    vote('a', 'meadow');
    vote('b', 'meadow');
    await swarm.runFor(101);
    const before = output();
    vote('c', 'meadow');
    await swarm.runFor(1);
    expect(output()).toEqual(before);
    expect(swarm.deadLetterCount).toBe(1);
  });

  test('are of the whole electorate: voters that are not up count against a quorum', async () => {
    const { swarm, vote, output } = voteOf('majority', { electorate: 6 });
    for (const voter of ['a', 'b', 'c']) vote(voter, 'meadow');
    await swarm.runFor(100);
    expect(output()).toMatchObject(decided('stay', 'default', 3));
  });
});

describe('the quorum of four', () => {
  test.each([
    ['majority', 3],
    ['supermajority', 3],
    ['unanimity', 4],
    // Two sure ones against two that are silent are no more than half of the weight.
    ['weighted', 3],
  ] as const)('by %s is %d that agree and are sure', async (rule, needed) => {
    const { swarm, vote, output } = voteOf(rule);
    for (const voter of ['a', 'b', 'c', 'd'].slice(0, needed - 1)) vote(voter, 'meadow');
    await swarm.runFor(1);
    expect(output()).toBeUndefined();
    vote('last', 'meadow');
    await swarm.runFor(1);
    expect(output()).toMatchObject(decided('meadow', 'quorum', needed));
  });

  test('by weight is a sure one, when the others are unsure and of another mind', async () => {
    const { swarm, vote, output } = voteOf('weighted');
    vote('a', 'meadow', 1);
    for (const voter of ['b', 'c', 'd']) vote(voter, 'orchard', 0.3);
    await swarm.runFor(1);
    expect(output()).toMatchObject(decided('meadow', 'quorum', 4));
  });
});
