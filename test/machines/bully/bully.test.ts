import { createSwarm } from 'statehive';
import { type BullyMessage, bullyMachine } from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { messages, silentActors } from '../hive/stand-ins.ts';

/** Node 1 of four; the others say what the test lets them say. */
function oneNode() {
  const swarm = createSwarm({ seed: 7 });
  const others = silentActors(swarm, 4);
  const group = { size: 4, at: (index: number) => others[index]! };
  const input = { index: 1, group, timeoutMs: 10, periodMs: 100, isDown: () => true };
  const node = swarm.spawn(bullyMachine, { id: 'node', input });
  const sent = () =>
    calls
      .flat()
      .sort((one, other) => one.atMs - other.atMs)
      .map(({ atMs, event, to }) => `${atMs} ${event.type} ${to}`);
  const calls = ['ARE_YOU_THERE', 'HALT', 'NEW_COORDINATOR', 'READY', 'ANSWER'].map((type) =>
    messages(swarm, type),
  );
  const tell = async (event: BullyMessage) => {
    node.send(event);
    await swarm.runFor(1);
  };
  const answer = (to: 'ARE_YOU_THERE' | 'HALT' | 'NEW_COORDINATOR' | 'READY', from: number) =>
    tell({ type: 'ANSWER', to, from, isNormal: false });
  const is = (tag: 'election' | 'reorganization' | 'normal') => node.getSnapshot().hasTag(tag);
  return { swarm, node, sent, tell, answer, is, context: () => node.getSnapshot().context };
}

describe('a node that recovers', () => {
  test('asks those above it, one after the other, whether they are up', async () => {
    const { swarm, sent } = oneNode();
    await swarm.runFor(19);
    expect(sent()).toEqual(['0 ARE_YOU_THERE silent-2', '10 ARE_YOU_THERE silent-3']);
  });

  test('gives way to the first that answers', async () => {
    const { swarm, sent, answer, is } = oneNode();
    await swarm.runFor(1);
    await answer('ARE_YOU_THERE', 2);
    await swarm.runFor(100);
    expect(sent()).toEqual(['0 ARE_YOU_THERE silent-2']);
    expect(is('election')).toBe(true);
  });

  test('tries again when nothing comes of it', async () => {
    const { swarm, answer, context } = oneNode();
    await swarm.runFor(1);
    await answer('ARE_YOU_THERE', 2);
    // A period of 100 ms and three calls of 10 ms on each of four.
    await swarm.runFor(220);
    expect(context().elections).toBe(2);
  });

  test('halts those below when none above is up, then leads those who have answered', async () => {
    const { swarm, answer, context, is, sent } = oneNode();
    await swarm.runFor(20);
    await answer('HALT', 0);
    expect([is('reorganization'), context().coordinator, context().up]).toEqual([true, 1, [0]]);
    await answer('NEW_COORDINATOR', 0);
    await answer('READY', 0);
    expect(is('normal')).toBe(true);
    expect(sent().slice(2)).toEqual([
      '20 HALT silent-0',
      '20 NEW_COORDINATOR silent-0',
      '21 READY silent-0',
    ]);
  });

  test('begins again when one whom it has halted fails', async () => {
    const { swarm, answer, context, is } = oneNode();
    await swarm.runFor(20);
    await answer('HALT', 0);
    await swarm.runFor(10);
    expect([is('election'), context().elections]).toEqual([true, 2]);
  });
});

describe('a node that is halted', () => {
  test('follows the one who has halted it, and nobody else', async () => {
    const { swarm, tell, context, is } = oneNode();
    await swarm.runFor(1);
    await tell({ type: 'HALT', from: 3 });
    await tell({ type: 'NEW_COORDINATOR', from: 2 });
    expect(is('election')).toBe(true);
    await tell({ type: 'NEW_COORDINATOR', from: 3 });
    expect([is('reorganization'), context().coordinator]).toEqual([true, 3]);
    await tell({ type: 'READY', from: 2 });
    expect(is('normal')).toBe(false);
    await tell({ type: 'READY', from: 3 });
    expect(is('normal')).toBe(true);
  });

  test('makes sure that its coordinator is up, and elects another when it is not', async () => {
    const { swarm, tell, context, sent } = oneNode();
    await swarm.runFor(1);
    for (const type of ['HALT', 'NEW_COORDINATOR', 'READY'] as const) await tell({ type, from: 3 });
    await swarm.runFor(220);
    expect(sent().at(-1)).toBe('223 ARE_YOU_THERE silent-3');
    await swarm.runFor(10);
    expect(context()).toMatchObject({ coordinator: undefined, elections: 2 });
  });
});

test('an answer to another call, or of another node, is none', async () => {
  const { swarm, answer, sent } = oneNode();
  await swarm.runFor(1);
  await answer('HALT', 2);
  await answer('ARE_YOU_THERE', 3);
  await swarm.runFor(10);
  expect(sent()).toEqual(['0 ARE_YOU_THERE silent-2', '10 ARE_YOU_THERE silent-3']);
});
