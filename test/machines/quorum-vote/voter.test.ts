import { constant, createSwarm } from 'statehive';
import { voterMachine } from 'statehive/machines';
import { expect, test } from 'vitest';
import { messages, silentMachine } from '../hive/stand-ins.ts';

const candidates = ['stay', 'meadow', 'orchard'];

function voterWith(opinions: readonly { choice: number; confidence: number }[], seed = 7) {
  const swarm = createSwarm({ seed });
  const queen = swarm.spawn(silentMachine, { id: 'queen' });
  const input = { opinions, deliberation: constant(10) };
  const voter = swarm.spawn(voterMachine, { id: 'voter', input });
  const ask = (keys: readonly string[]) => {
    const questions = keys.map((key) => ({ key, candidates }));
    voter.send({ type: 'ASK', questions, replyTo: queen });
  };
  return { swarm, ask, cast: messages(swarm, 'CAST') };
}

test('a voter answers once it has made up its mind on each question', async () => {
  const { swarm, ask, cast } = voterWith([{ choice: 2, confidence: 0.5 }]);
  ask(['when', 'where']);
  await swarm.runFor(100);
  expect(cast).toMatchObject([{ atMs: 10, to: 'queen', event: { ballot: { voter: 'voter' } } }]);
  expect([...cast[0]!.event.ballot.choices]).toEqual([2, 2]);
  expect([...cast[0]!.event.ballot.confidences]).toEqual([0.5, 0.5]);
});

test('a voter that is asked again does not answer again', async () => {
  const { swarm, ask, cast } = voterWith([{ choice: 0, confidence: 1 }]);
  ask(['where']);
  await swarm.runFor(5);
  ask(['where']);
  await swarm.runFor(100);
  ask(['where']);
  await swarm.runFor(100);
  expect(cast).toHaveLength(1);
});

test('what a voter may think is up to the seed', async () => {
  const choices = new Set<number>();
  for (let seed = 1; seed <= 40; seed++) {
    const both = [0, 1].map((choice) => ({ choice, confidence: 1 }));
    const { swarm, ask, cast } = voterWith(both, seed);
    ask(['where']);
    await swarm.runFor(100);
    choices.add(cast[0]!.event.ballot.choices[0]);
  }
  expect(choices).toEqual(new Set([0, 1]));
});
