import { type Address, constant, createSwarm, latency, type Swarm } from 'statehive';
import {
  type Group,
  type PbftMessage,
  pbftClientMachine,
  pbftReplicaMachine,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';

const patienceMs = 100;

/** Four replicas, and a client with some operations; each message takes 10 ms. */
function groupOf(swarm: Swarm, operations: readonly string[]) {
  const replicas: Group<PbftMessage> = {
    size: 4,
    at: (index) => all[index] as Address<PbftMessage>,
  };
  const all = Array.from({ length: 4 }, (_, index) => {
    const input = { index, replicas, timeoutMs: patienceMs };
    return swarm.spawn(pbftReplicaMachine, { id: `replica-${index}`, input });
  });
  const input = { index: 0, replicas, operations, retryMs: 2 * patienceMs };
  const client = swarm.spawn(pbftClientMachine, { id: 'client', input });
  return { all, client };
}

const swarmOf = () => createSwarm({ seed: 7, network: [latency(constant(10))] });

describe('in the normal case', () => {
  test('an answer takes five delays: request, pre-prepare, prepare, commit and reply', async () => {
    const swarm = swarmOf();
    const { client } = groupOf(swarm, ['a']);
    await swarm.runFor(49);
    expect(client.getSnapshot().status).toBe('active');
    await swarm.runFor(1);
    expect(client.getSnapshot().status).toBe('done');
  });

  test('4 replicas take 25 messages: a request, 3 pre-prepares, 9 prepares and 12 commits', async () => {
    const swarm = swarmOf();
    let sent = 0;
    swarm.envelopes$.subscribe(({ to }) => {
      sent += to.startsWith('replica-') ? 1 : 0;
    });
    groupOf(swarm, ['a']);
    await swarm.runFor(1_000);
    expect(sent).toBe(1 + 3 + 9 + 12);
  });
});

describe('when the primary crashes', () => {
  /** With a primary that crashes after so long, and what the others have come to a second later. */
  async function afterCrash(atMs: number) {
    const swarm = swarmOf();
    const { all, client } = groupOf(swarm, ['a']);
    await swarm.runFor(atMs);
    swarm.crash(all[0]!);
    await swarm.runFor(1_000);
    return { client, contexts: all.slice(1).map((replica) => replica.getSnapshot().context) };
  }

  test('before it has given a number, the next one does', async () => {
    const { client, contexts } = await afterCrash(5);
    expect(client.getSnapshot().status).toBe('done');
    expect(contexts.map(({ view, executed }) => [view, executed])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  test('after all have prepared, the request keeps its number in whatever view', async () => {
    const { contexts } = await afterCrash(31);
    for (const { prepared, operations } of contexts) {
      expect(prepared.get(1)?.request?.operation).toBe('a');
      expect(operations).toBe(1);
    }
  });

  test('with one that crashed before, the last two never leave the view that they move to', async () => {
    const swarm = swarmOf();
    const { all } = groupOf(swarm, ['a']);
    await swarm.runFor(25);
    // Two are down: no view has the quorum to begin.
    swarm.crash(all[0]!);
    swarm.crash(all[1]!);
    await swarm.runFor(10_000);
    const { view, executed } = all[2]!.getSnapshot().context;
    expect([view, executed]).toEqual([1, 0]);
  });
});
