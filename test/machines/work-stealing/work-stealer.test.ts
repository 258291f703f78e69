import { createSwarm } from 'statehive';
import { workStealerMachine } from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { messages, silentActors } from '../hive/stand-ins.ts';

/** Worker 0 of three; the others say what the test lets them say. */
function worker(threads: readonly string[]) {
  const swarm = createSwarm({ seed: 7 });
  const others = silentActors(swarm, 3);
  const group = { size: 3, at: (index: number) => others[index]! };
  const spawns = (thread: string) => (thread === 'root' ? ['left', 'right'] : []);
  const input = { index: 0, group, spawns, threads, unitMs: 10 };
  const ref = swarm.spawn(workStealerMachine, { id: 'worker', input });
  const loot = messages(swarm, 'LOOT');
  const steals = messages(swarm, 'STEAL');
  return { swarm, ref, loot, steals, executed: () => ref.getSnapshot().context.executed };
}

describe('a worker', () => {
  test('executes what it has spawned last first', async () => {
    const { swarm, executed } = worker(['other', 'root']);
    await swarm.runFor(40);
    expect(executed()).toEqual(['root', 'right', 'left', 'other']);
  });

  test('gives a thief the thread at the top, and keeps the one that it works on', async () => {
    const { swarm, ref, loot, executed } = worker(['oldest', 'older', 'root']);
    await swarm.runFor(5);
    ref.send({ type: 'STEAL', thief: 2 });
    await swarm.runFor(100);
    expect(loot).toMatchObject([{ to: 'silent-2', event: { thread: 'oldest' } }]);
    expect(executed()).toEqual(['root', 'right', 'left', 'older']);
  });

  test('that has nothing to give says so', async () => {
    const { swarm, ref, loot } = worker([]);
    await swarm.runFor(5);
    ref.send({ type: 'STEAL', thief: 1 });
    await swarm.runFor(1);
    expect(loot).toMatchObject([{ to: 'silent-1', event: { thread: undefined } }]);
  });

  test('without work steals from another, until it gets some', async () => {
    const { swarm, ref, steals, executed } = worker([]);
    await swarm.runFor(5);
    ref.send({ type: 'LOOT', thread: undefined });
    await swarm.runFor(5);
    ref.send({ type: 'LOOT', thread: 'stolen' });
    await swarm.runFor(9);
    expect(steals.map(({ to }) => to)).not.toContain('silent-0');
    expect([steals.length, executed()]).toEqual([2, []]);
    await swarm.runFor(1);
    expect(executed()).toEqual(['stolen']);
  });

  test('chooses any of the others, each equally often', async () => {
    const { swarm, ref, steals } = worker([]);
    for (let nth = 0; nth < 1_000; nth++) {
      await swarm.runFor(1);
      ref.send({ type: 'LOOT', thread: undefined });
    }
    const share = steals.filter(({ to }) => to === 'silent-1').length / steals.length;
    // Four standard deviations of a share of a half.
    expect(Math.abs(share - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 4 / 1_000));
  });
});
