import { constant, createSwarm, latency, type Population } from 'statehive';
import {
  type AskOutcome,
  coordinatorLog,
  coordinatorMachine,
  type Decide,
  type Group,
  type ParticipantVote,
  type Prepare,
  participantLog,
  participantMachine,
} from 'statehive/machines';
import { expect, test } from 'vitest';
import { setup } from 'xstate';

/** One way takes 10 ms; participants wait for 100 ms, the coordinator for 50. */
function transactionOf(votes: readonly boolean[]) {
  const swarm = createSwarm({ seed: 7, network: [latency(constant(10))] });
  const group: Group<Prepare | Decide> = {
    size: votes.length,
    at: (index) => participants.at(index),
  };
  const coordinator = swarm.spawn(coordinatorMachine, {
    input: { participants: group, voteTimeoutMs: 50 },
    recover: coordinatorLog,
  });
  const participants: Population<typeof participantMachine> = swarm.populate(
    participantMachine,
    votes.length,
    (index) => ({
      input: { index, coordinator, yes: votes[index]!, patienceMs: 100 },
      recover: participantLog,
    }),
  );
  const states = () => [...participants].map((one) => one.getSnapshot().value);
  return { swarm, coordinator, participants, states };
}

test('all commit after two round trips when all can', async () => {
  const { swarm, coordinator, states } = transactionOf([true, true]);
  coordinator.send({ type: 'BEGIN' });
  await swarm.runFor(29);
  expect(states()).toEqual(['prepared', 'prepared']);
  await swarm.runFor(1);
  expect(states()).toEqual(['committed', 'committed']);
});

test('one that cannot makes all abort', async () => {
  const { swarm, coordinator, states } = transactionOf([true, false]);
  coordinator.send({ type: 'BEGIN' });
  await swarm.runFor(30);
  expect(states()).toEqual(['aborted', 'aborted']);
});

test('a coordinator that misses a vote aborts', async () => {
  const { swarm, coordinator, states } = transactionOf([true, true]);
  swarm.partition({ from: ['participant-1'] });
  coordinator.send({ type: 'BEGIN' });
  await swarm.runFor(100);
  expect(states()[0]).toBe('aborted');
});

test('a participant that was never asked aborts by itself', async () => {
  const { swarm, states } = transactionOf([true]);
  await swarm.runFor(100);
  expect(states()).toEqual(['aborted']);
});

test('a coordinator that has decided tells again when it restarts', async () => {
  const { swarm, coordinator, participants, states } = transactionOf([true]);
  coordinator.send({ type: 'BEGIN' });
  await swarm.runFor(15);
  swarm.crash(participants.at(0));
  await swarm.runFor(20);
  swarm.crash(coordinator);
  swarm.restart(participants.at(0), { state: 'kept' });
  expect(states()).toEqual(['prepared']);
  swarm.restart(coordinator, { state: 'kept' });
  await swarm.runFor(10);
  expect(states()).toEqual(['committed']);
});

test('whoever has prepared can but ask', async () => {
  const swarm = createSwarm({ seed: 7 });
  const dumb = setup({ types: { events: {} as ParticipantVote | AskOutcome } });
  const coordinator = swarm.spawn(dumb.createMachine({ id: 'coordinator' }));
  const participant = swarm.spawn(participantMachine, {
    input: { index: 0, coordinator, yes: true, patienceMs: 100, logged: 'prepared' },
  });
  const asked: number[] = [];
  swarm.envelopes$.subscribe(({ sentAtMs }) => asked.push(sentAtMs));
  await swarm.runFor(350);
  expect(asked).toEqual([100, 200, 300]);
  expect(participant.getSnapshot().value).toBe('prepared');
});
