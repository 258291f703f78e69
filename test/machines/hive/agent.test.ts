import { createSwarm } from 'statehive';
import { type AgentTraits, agentMachine } from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { detectHashed } from '../../../machines/hive/conflicts/detect-hashed.ts';
import { judgementsOf, questionsOf } from '../../../machines/hive/roles/judgements.ts';
import { detectionTasks, lookupsOf } from '../../../machines/hive/task.ts';
import type { Ballot } from '../../../machines/quorum-vote/poll.ts';
import { knowledge, messages, silentMachine, traits, twoPacks } from './stand-ins.ts';
import { tenPacks } from './vocabularies.ts';

const known = knowledge();
const [task] = detectionTasks(twoPacks, 1, 'hashed');
const lookups = lookupsOf(task!, known);
const questions = questionsOf(detectHashed(twoPacks).conflicts, known);

function oneAgent(fields: Partial<AgentTraits> = {}, { seed = 7, agent = 0, knows = known } = {}) {
  const swarm = createSwarm({ seed });
  const queen = swarm.spawn(silentMachine, { id: 'queen' });
  const alike = traits(fields);
  const input = { queen, knowledge: knows, traitsOf: () => alike };
  const ref = swarm.spawn(agentMachine, { id: `agent-${agent}`, input });
  return {
    swarm,
    order: (share: number) => ref.send({ type: 'WORK', share, task: task!, replyTo: queen }),
    ask: (about = questions) => ref.send({ type: 'ASK', questions: about, replyTo: queen }),
  };
}

async function ballotOf(doubt: number, seed: number, agent = 0): Promise<Ballot> {
  const knows = knowledge({ packs: tenPacks });
  const { swarm, ask } = oneAgent({ doubt }, { seed, agent, knows });
  const cast = messages(swarm, 'CAST');
  ask(questionsOf(detectHashed(tenPacks).conflicts, knows));
  await swarm.runFor(1_000);
  return cast[0]!.event.ballot;
}

describe('an agent', () => {
  test('says that it is ready when it has started up', async () => {
    const { swarm } = oneAgent();
    const ready = messages(swarm, 'READY');
    await swarm.runFor(100);
    expect(ready).toEqual([
      { atMs: 5, from: 'agent-0', to: 'queen', event: { type: 'READY', agent: 0 } },
    ]);
  });

  test('does its orders one after the other, in the order in which they came', async () => {
    const { swarm, order, ask } = oneAgent();
    const worked = messages(swarm, 'WORKED');
    const cast = messages(swarm, 'CAST');
    await swarm.runFor(10);
    order(3);
    ask();
    order(1);
    await swarm.runFor(100);
    expect(worked.map(({ atMs, event }) => [atMs, event.share])).toEqual([
      [10 + lookups, 3],
      [10 + 2 * lookups + questions.length, 1],
    ]);
    expect(cast.map(({ atMs }) => atMs)).toEqual([10 + lookups + questions.length]);
  });

  test('begins with orders that came too early when it is up', async () => {
    const { swarm, order } = oneAgent();
    const worked = messages(swarm, 'WORKED');
    order(0);
    await swarm.runFor(100);
    expect(worked.map(({ atMs }) => atMs)).toEqual([5 + lookups]);
  });

  test('answers a share of detection with the conflicts in it', async () => {
    const { swarm, order } = oneAgent();
    const worked = messages(swarm, 'WORKED');
    order(0);
    await swarm.runFor(100);
    expect(worked[0]?.event.finding).toEqual({ kind: 'detect', detection: detectHashed(twoPacks) });
  });
});

describe('an agent without a number in its id', () => {
  test('fails, and tells what an id is like', async () => {
    const swarm = createSwarm({ seed: 7 });
    const queen = swarm.spawn(silentMachine, { id: 'queen' });
    const input = { queen, knowledge: known, traitsOf: () => traits() };
    swarm.spawn(agentMachine, { id: 'scout', input });
    await expect(swarm.runFor(1)).rejects.toThrow(
      "An agent of a hive has an id that ends in its number, as 'agent-7': not 'scout'.",
    );
  });
});

describe('an agent that crashes', () => {
  test('does not answer what it had begun', async () => {
    const { swarm, order } = oneAgent({ crashesAfterMs: 5 + lookups / 2 });
    const worked = messages(swarm, 'WORKED');
    order(0);
    await swarm.runFor(100);
    expect(worked).toEqual([]);
  });

  test('has answered what it did before', async () => {
    const { swarm, order } = oneAgent({ crashesAfterMs: 6 + lookups });
    const worked = messages(swarm, 'WORKED');
    order(0);
    await swarm.runFor(100);
    expect(worked).toHaveLength(1);
  });

  test('leaves what it is sent from then on to the dead letters', async () => {
    const { swarm, order, ask } = oneAgent({ crashesAfterMs: 10 });
    await swarm.runFor(20);
    order(0);
    ask();
    await swarm.runFor(100);
    expect(swarm.deadLetterCount).toBe(2);
  });

  test('before it is up, never says that it is ready', async () => {
    const { swarm } = oneAgent({ crashesAfterMs: 4 });
    const ready = messages(swarm, 'READY');
    await swarm.runFor(100);
    expect(ready).toEqual([]);
  });
});

describe('the ballot of an agent', () => {
  test('without doubt is what its role judges, whatever the seed', async () => {
    const ballot = await ballotOf(0, 7);
    const knows = knowledge({ packs: tenPacks });
    const asked = questionsOf(detectHashed(tenPacks).conflicts, knows);
    const judged = judgementsOf('analyser', asked, knows);
    expect(ballot.voter).toBe('agent-0');
    expect(asked.map(({ candidates }, nth) => candidates[ballot.choices[nth]!])).toEqual(
      judged.map(({ resolution }) => resolution),
    );
    expect([...ballot.confidences]).toEqual(judged.map(({ confidence }) => confidence));
    expect(await ballotOf(0, 8)).toEqual(ballot);
  });

  test('with doubt differs from seed to seed, and is the same for the same seed', async () => {
    const ballot = await ballotOf(1, 7);
    expect(await ballotOf(1, 7)).toEqual(ballot);
    expect((await ballotOf(1, 8)).choices).not.toEqual(ballot.choices);
  });

  test('differs from role to role', async () => {
    expect((await ballotOf(0, 7, 1)).choices).not.toEqual((await ballotOf(0, 7, 0)).choices);
  });
});
