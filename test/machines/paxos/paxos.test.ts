import { constant, createSwarm } from 'statehive';
import {
  type Accept,
  type Accepted,
  acceptorMachine,
  acceptorState,
  type Chosen,
  learnerMachine,
  type PaxosPrepare,
  type Promised,
  proposerMachine,
} from 'statehive/machines';
import { expect, test } from 'vitest';
import { assign, setup } from 'xstate';

type Message = PaxosPrepare | Promised | Accept | Accepted | Chosen;

/** Keeps what it is told. */
const listenerMachine = setup({
  types: {
    context: {} as { heard: readonly Message[] },
    events: {} as Message,
  },
}).createMachine({
  id: 'listener',
  context: { heard: [] },
  on: { '*': { actions: assign({ heard: ({ context, event }) => [...context.heard, event] }) } },
});

const groupOf = <T>(...members: readonly T[]) => {
  return { size: members.length, at: (index: number) => members[index]! };
};

function acceptorOf() {
  const swarm = createSwarm({ seed: 7 });
  const listener = swarm.spawn(listenerMachine);
  const input = { index: 0, proposers: groupOf(listener), learners: groupOf(listener) };
  const acceptor = swarm.spawn(acceptorMachine, { input, recover: acceptorState });
  const prepare = (ballot: number): PaxosPrepare => ({ type: 'PREPARE', ballot, proposer: 0 });
  const heard = () => listener.getSnapshot().context.heard;
  return { swarm, acceptor, prepare, heard };
}

test('an acceptor ignores what is below its promise', async () => {
  const { swarm, acceptor, prepare, heard } = acceptorOf();
  acceptor.send(prepare(5));
  acceptor.send(prepare(4));
  acceptor.send({ type: 'ACCEPT', ballot: 4, value: 'a' });
  await swarm.runFor(1);
  expect(heard()).toEqual([{ type: 'PROMISED', ballot: 5, acceptor: 0, accepted: undefined }]);
});

test('an acceptor that has crashed still knows what it has promised and accepted', async () => {
  const { swarm, acceptor, prepare, heard } = acceptorOf();
  acceptor.send({ type: 'ACCEPT', ballot: 5, value: 'a' });
  await swarm.runFor(1);
  swarm.crash(acceptor);
  swarm.restart(acceptor, { state: 'kept' });
  acceptor.send(prepare(4));
  acceptor.send(prepare(6));
  await swarm.runFor(1);
  const accepted = { ballot: 5, value: 'a' };
  expect(heard().slice(1)).toEqual([{ type: 'PROMISED', ballot: 6, acceptor: 0, accepted }]);
});

test('a proposer proposes what was accepted of the highest number, not its own value', async () => {
  const swarm = createSwarm({ seed: 7 });
  const sink = swarm.spawn(listenerMachine);
  const acceptors = groupOf(sink, sink, sink);
  const proposed: string[] = [];
  swarm.envelopes$.subscribe(({ event }) => event.type === 'ACCEPT' && proposed.push(event.value));
  const proposer = swarm.spawn(proposerMachine, {
    input: {
      index: 0,
      proposers: { size: 1 },
      acceptors,
      value: 'own',
      patience: constant(100),
      backOff: 1,
      tries: 9,
    },
  });
  const promise = (acceptor: number, accepted: Promised['accepted']) =>
    proposer.send({ type: 'PROMISED', ballot: 10, acceptor, accepted });
  promise(0, { ballot: 3, value: 'older' });
  promise(1, { ballot: 7, value: 'newer' });
  await swarm.runFor(1);
  expect(proposed).toEqual(['newer', 'newer', 'newer']);
});

test('a learner needs a majority for one proposal, not for one value', async () => {
  const swarm = createSwarm({ seed: 7 });
  const listeners = groupOf(swarm.spawn(listenerMachine));
  const learner = swarm.spawn(learnerMachine, {
    input: { acceptors: { size: 3 }, listeners },
  });
  const accept = (ballot: number, acceptor: number) =>
    learner.send({ type: 'ACCEPTED', ballot, value: 'a', acceptor });
  accept(1, 0);
  accept(2, 1);
  await swarm.runFor(1);
  expect(learner.getSnapshot()).toMatchObject({ value: 'learning' });
  accept(2, 2);
  await swarm.runFor(1);
  expect(learner.getSnapshot()).toMatchObject({ value: 'knowing', context: { chosen: 'a' } });
});
