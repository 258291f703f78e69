import { createSwarm } from 'statehive';
import { type PollingInput, pollingMachine, type QuorumRule } from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { detectHashed } from '../../../machines/hive/conflicts/detect-hashed.ts';
import { questionsOf } from '../../../machines/hive/roles/judgements.ts';
import { knowledge, messages, silentActors, twoPacks } from './stand-ins.ts';

// One question, whether two classes are one: keep both (the default), merge, keep either.
const questions = questionsOf(detectHashed(twoPacks).conflicts, knowledge()).slice(0, 1);
const { candidates } = questions[0]!;
type Choice = (typeof candidates)[number];

/** A poll of agents that vote when the test says so. */
function polling(rule: QuorumRule, fields: Partial<PollingInput> & { agentCount?: number } = {}) {
  const { agentCount = 4, ...rest } = fields;
  const swarm = createSwarm({ seed: 7 });
  const asked = messages(swarm, 'ASK');
  const agents = silentActors(swarm, agentCount);
  const ref = swarm.spawn(pollingMachine, {
    input: { questions, rule, agents, electorate: agentCount, deadlineMs: 100, ...rest },
  });
  const vote = (agent: string, choice: Choice, confidence = 1) =>
    ref.send({
      type: 'CAST',
      ballot: {
        agent,
        choices: Uint8Array.of(candidates.indexOf(choice)),
        confidences: Float64Array.of(confidence),
      },
    });
  return { swarm, asked, vote, output: () => ref.getSnapshot().output };
}

const decided = (resolution: Choice, by: 'quorum' | 'default', ballots: number) => ({
  decisions: [{ resolution, by }],
  ballots,
});

describe('a poll', () => {
  test('asks every agent at once', async () => {
    const { swarm, asked } = polling('majority');
    await swarm.runFor(1);
    expect(asked.map(({ atMs, to }) => [atMs, to])).toEqual([
      [0, 'silent-0'],
      [0, 'silent-1'],
      [0, 'silent-2'],
      [0, 'silent-3'],
    ]);
  });

  test('closes as soon as there is a quorum', async () => {
    const { swarm, vote, output } = polling('majority');
    await swarm.runFor(10);
    vote('a', 'merge');
    vote('b', 'merge');
    await swarm.runFor(1);
    expect(output()).toBeUndefined();
    vote('c', 'merge');
    await swarm.runFor(1);
    expect(output()).toMatchObject(decided('merge', 'quorum', 3));
  });

  test('closes when all have voted, though they disagree', async () => {
    const { swarm, vote, output } = polling('majority');
    vote('a', 'merge');
    vote('b', 'merge');
    vote('c', 'keep-first');
    vote('d', 'keep-second');
    await swarm.runFor(1);
    expect(output()).toMatchObject(decided('keep-both', 'default', 4));
  });

  test('otherwise closes at the deadline, with the default', async () => {
    const { swarm, vote, output } = polling('majority');
    await swarm.runFor(10);
    vote('a', 'merge');
    await swarm.runFor(89);
    expect(output()).toBeUndefined();
    await swarm.runFor(1);
    expect(output()).toMatchObject(decided('keep-both', 'default', 1));
  });

  test('of which nobody is up closes at the deadline', async () => {
    const { swarm, output } = polling('majority', { agentCount: 0, electorate: 4 });
    await swarm.runFor(100);
    expect(output()).toMatchObject(decided('keep-both', 'default', 0));
  });

  test('without a question closes at once and asks nobody', async () => {
    const { swarm, asked, output } = polling('majority', { questions: [] });
    await swarm.runFor(0);
    expect(output()).toEqual({ decisions: [], ballots: 0 });
    expect(asked).toEqual([]);
  });
});

describe('the votes that count', () => {
  test('are one of each agent: a second ballot is ignored', async () => {
    const { swarm, vote, output } = polling('majority');
    for (const choice of ['merge', 'merge', 'keep-first'] as const) vote('a', choice);
    vote('b', 'merge');
    await swarm.runFor(100);
    expect(output()).toMatchObject({
      ...decided('keep-both', 'default', 2),
      decisions: [{ agreement: 0.5, tally: { merge: { votes: 2, weight: 2 } } }],
    });
  });

  test('are those before the deadline: a late one is a dead letter', async () => {
    const { swarm, vote, output } = polling('majority');
    vote('a', 'merge');
    vote('b', 'merge');
    await swarm.runFor(101);
    const before = output();
    vote('c', 'merge');
    await swarm.runFor(1);
    expect(output()).toEqual(before);
    expect(swarm.deadLetterCount).toBe(1);
  });

  test('are of the whole electorate: agents that are not up count against a quorum', async () => {
    const { swarm, vote, output } = polling('majority', { electorate: 6 });
    for (const agent of ['a', 'b', 'c']) vote(agent, 'merge');
    await swarm.runFor(100);
    expect(output()).toMatchObject(decided('keep-both', 'default', 3));
  });
});

describe('the quorum of four agents', () => {
  test.each([
    ['majority', 3],
    ['supermajority', 3],
    ['unanimity', 4],
    // Two sure ones against two that are silent are no more than half of the weight.
    ['weighted', 3],
  ] as const)('by %s is %d that agree and are sure', async (rule, needed) => {
    const { swarm, vote, output } = polling(rule);
    for (const agent of ['a', 'b', 'c', 'd'].slice(0, needed - 1)) vote(agent, 'merge');
    await swarm.runFor(1);
    expect(output()).toBeUndefined();
    vote('last', 'merge');
    await swarm.runFor(1);
    expect(output()).toMatchObject(decided('merge', 'quorum', needed));
  });

  test('by weight is a sure one, when the others are unsure and of another mind', async () => {
    const { swarm, vote, output } = polling('weighted');
    vote('a', 'merge', 1);
    for (const agent of ['b', 'c', 'd']) vote(agent, 'keep-first', 0.3);
    await swarm.runFor(1);
    expect(output()).toMatchObject(decided('merge', 'quorum', 4));
  });
});
