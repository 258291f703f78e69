import { constant, createSwarm, latency, type Population, uniform } from 'statehive';
import {
  type Group,
  persisted,
  type RaftMessage,
  raftClientMachine,
  raftServerMachine,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';

/** Server 0 times out first, after 150 ms; one way takes 5 ms. */
function clusterOf(size: number, { commands = [] as string[], engine = 'compiled' as const } = {}) {
  const swarm = createSwarm({ seed: 7, engine, network: [latency(constant(5))] });
  const cluster: Group<RaftMessage> = { size, at: (index) => servers.at(index) };
  const servers: Population<typeof raftServerMachine> = swarm.populate(
    raftServerMachine,
    size,
    (index) => {
      const min = 150 + 100 * index;
      const electionTimeout = uniform({ min, max: min + 1 });
      return { input: { index, cluster, electionTimeout, heartbeatMs: 50 }, recover: persisted };
    },
  );
  const client = swarm.spawn(raftClientMachine, { input: { cluster, commands, retryMs: 300 } });
  const stateOf = (index: number) => servers.at(index).getSnapshot();
  return { swarm, servers, client, stateOf };
}

describe('election', () => {
  test('the first whose timeout elapses leads, and stays the leader', async () => {
    const { swarm, stateOf } = clusterOf(5);
    await swarm.runFor(2_000);
    expect([0, 1, 2, 3, 4].map((index) => stateOf(index).context.leader)).toEqual([0, 0, 0, 0, 0]);
    expect(stateOf(0).matches('leader')).toBe(true);
    expect(stateOf(0).context.currentTerm).toBe(1);
  });

  test('a leader that crashes is replaced in a later term, and follows when it is back', async () => {
    const { swarm, servers, stateOf } = clusterOf(3);
    await swarm.runFor(1_000);
    swarm.crash(servers.at(0));
    await swarm.runFor(1_000);
    expect(stateOf(1).matches('leader')).toBe(true);
    swarm.restart(servers.at(0), { state: 'kept' });
    await swarm.runFor(100);
    expect(stateOf(0).value).toBe('follower');
    expect(stateOf(0).context).toMatchObject({ currentTerm: 2, leader: 1 });
  });

  test('nobody leads without a majority', async () => {
    const { swarm, servers, stateOf } = clusterOf(3);
    swarm.crash(servers.at(1));
    swarm.crash(servers.at(2));
    await swarm.runFor(5_000);
    expect(stateOf(0).value).toBe('candidate');
  });

  test('one server alone is a majority', async () => {
    const { swarm, stateOf } = clusterOf(1, { commands: ['a'] });
    await swarm.runFor(1_000);
    expect(stateOf(0).context.commitIndex).toBe(1);
  });

  test('who lacks a committed entry cannot win', async () => {
    const { swarm, servers, stateOf, client } = clusterOf(3, { commands: ['a'] });
    swarm.partition({ from: ['server-1'] });
    await swarm.runFor(1_000);
    expect(client.getSnapshot().status).toBe('done');
    swarm.crash(servers.at(0));
    swarm.heal();
    await swarm.runFor(3_000);
    expect(stateOf(1).value).toBe('follower');
    expect(stateOf(2).matches('leader')).toBe(true);
  });
});

describe('replication', () => {
  test('all servers come to have what clients want, in one order', async () => {
    const { swarm, stateOf, client } = clusterOf(3, { commands: ['a', 'b', 'c'] });
    await swarm.runFor(1_000);
    expect(client.getSnapshot().status).toBe('done');
    for (const index of [0, 1, 2]) {
      expect(stateOf(index).context.log.map(({ command }) => command)).toEqual(['a', 'b', 'c']);
      expect(stateOf(index).context.commitIndex).toBe(3);
    }
  });

  test('what a leader could not replicate gives way to what the next one has', async () => {
    const { swarm, servers, stateOf, client } = clusterOf(3);
    await swarm.runFor(500);
    swarm.partition({ from: ['server-0'], to: ['server-1', 'server-2'] });
    servers.at(0).send({ type: 'COMMAND', command: 'lost', client });
    await swarm.runFor(1_000);
    servers.at(1).send({ type: 'COMMAND', command: 'kept', client });
    await swarm.runFor(1_000);
    expect(stateOf(0).context.log.map(({ command }) => command)).toEqual(['lost']);
    swarm.heal();
    await swarm.runFor(1_000);
    expect(stateOf(0).context.log.map(({ command }) => command)).toEqual(['kept']);
    expect(stateOf(0).context.commitIndex).toBe(1);
  });

  test('a server restarts with its term, its vote and its log, and nothing else', async () => {
    const { swarm, servers, stateOf } = clusterOf(3, { commands: ['a'] });
    await swarm.runFor(1_000);
    swarm.crash(servers.at(2));
    swarm.partition({ from: ['server-2'] });
    swarm.restart(servers.at(2), { state: 'kept' });
    await swarm.runFor(1);
    const { currentTerm, votedFor, log, commitIndex, leader } = stateOf(2).context;
    expect({ currentTerm, votedFor, length: log.length }).toEqual({
      currentTerm: 1,
      votedFor: 0,
      length: 1,
    });
    expect({ commitIndex, leader }).toEqual({ commitIndex: 0, leader: undefined });
  });
});
