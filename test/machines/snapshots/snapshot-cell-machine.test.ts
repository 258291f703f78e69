import { createSwarm, exponential, latency } from 'statehive';
import {
  type Committed,
  type NothingStaged,
  SNAPSHOT_VARIANTS,
  type SnapshotRead,
  type SnapshotVariant,
  snapshotCellMachine,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { assign, setup } from 'xstate';

type Answer = SnapshotRead | Committed | NothingStaged;

/** Keeps all answers. */
const reader = setup({
  types: { context: {} as { answers: readonly Answer[] }, events: {} as Answer },
}).createMachine({
  id: 'reader',
  context: { answers: [] },
  on: {
    '*': { actions: assign({ answers: ({ context, event }) => [...context.answers, event] }) },
  },
});

function swarmOf(variant: SnapshotVariant, engine: 'compiled' | 'xstate' = 'compiled') {
  const swarm = createSwarm({ seed: 7, engine, network: [latency(exponential({ mean: 1 }))] });
  const input = { initial: { n: 0 }, variant };
  const cell = swarm.spawn(snapshotCellMachine, { input });
  const replyTo = swarm.spawn(reader);
  const answers = () => replyTo.getSnapshot().context.answers;
  return { swarm, cell, replyTo, answers };
}

describe.each(SNAPSHOT_VARIANTS)('the actor, %s', (variant) => {
  test('answers a read at once, with what is committed and not with what is staged', async () => {
    const { swarm, cell, replyTo, answers } = swarmOf(variant);
    cell.send({ type: 'STAGE', value: { n: 1 } });
    cell.send({ type: 'READ', replyTo });
    cell.send({ type: 'COMMIT' });
    cell.send({ type: 'READ', replyTo });
    await swarm.runFor(100);
    expect(answers().toSorted(byVersion)).toEqual([
      { type: 'SNAPSHOT', snapshot: { version: 0, value: { n: 0 } } },
      { type: 'SNAPSHOT', snapshot: { version: 1, value: { n: 1 } } },
    ]);
  });

  test('tells the version of a commit, and that there was nothing to commit', async () => {
    const { swarm, cell, replyTo, answers } = swarmOf(variant);
    const emitted: number[] = [];
    swarm.emitted(cell, 'committed').subscribe(({ version }) => emitted.push(version));
    const commit = async () => {
      cell.send({ type: 'COMMIT', replyTo });
      await swarm.runFor(100);
      return answers().at(-1);
    };
    expect(await commit()).toEqual({ type: 'NOTHING_STAGED', version: 0 });
    cell.send({ type: 'STAGE', value: { n: 1 } });
    cell.send({ type: 'STAGE', value: { n: 2 } });
    expect(await commit()).toEqual({ type: 'COMMITTED', version: 1 });
    expect(cell.getSnapshot().context.current).toEqual({ version: 1, value: { n: 2 } });
    expect(await commit()).toEqual({ type: 'NOTHING_STAGED', version: 1 });
    expect(emitted).toEqual([1]);
  });

  test('does the same, to the hash, on both engines', async () => {
    const hashes: string[] = [];
    for (const engine of ['compiled', 'xstate'] as const) {
      const { swarm, cell, replyTo, answers } = swarmOf(variant, engine);
      for (let n = 1; n <= 5; n++) {
        cell.send({ type: 'READ', replyTo });
        cell.send({ type: 'STAGE', value: { n } });
        cell.send({ type: 'COMMIT', replyTo });
        cell.send({ type: 'COMMIT', replyTo });
      }
      await swarm.runFor(100);
      expect(answers()).toHaveLength(15);
      hashes.push(swarm.traceHash);
    }
    expect(hashes[0]).toBe(hashes[1]);
  });
});

const versionOf = (answer: Answer) =>
  answer.type === 'SNAPSHOT' ? answer.snapshot.version : answer.version;
const byVersion = (a: Answer, b: Answer) => versionOf(a) - versionOf(b);
