import {
  createSharedSnapshot,
  SharedSnapshotWriter,
  SnapshotCell,
  type ViewOf,
} from 'statehive/machines';
import type { Scenario } from '../suite.ts';
import { type PrimitiveCase, scenarioOf } from './primitive.ts';

const words: ViewOf<Int32Array> = (memory, at, bytes) => new Int32Array(memory, at, bytes / 4);

/** An operation is to stage the next snapshot's name, which is made for it, and to commit it. */
export const snapshotWrites: Scenario = scenarioOf({
  name: 'snapshot_writes',
  shows: 'how long staging and committing takes: shared, between threads, or cloned',
  sizes: [10, 50, 100, 200],
  caseOf: writesOf,
});

function writesOf(writes: number): PrimitiveCase {
  const memory = createSharedSnapshot({ readers: 4, bytes: 4 });
  const writer = new SharedSnapshotWriter(memory, words);
  return {
    params: { writes },
    operations: writes,
    repeats: Math.ceil(1_000 / writes),
    ways: [
      { name: 'epoch', once: () => writeTo(new SnapshotCell('none', 'epoch'), writes) },
      { name: 'shared memory', once: () => writeShared(writer, writes) },
      { name: 'cloned', once: () => writeTo(new SnapshotCell('none', 'cloned'), writes) },
    ],
    rustNs: 37,
  };
}

function writeTo(cell: SnapshotCell<string>, writes: number): number {
  let versions = 0;
  for (let nth = 0; nth < writes; nth++) {
    cell.stage(`snapshot-${nth}`);
    versions += cell.commit();
  }
  return versions + Number(cell.read().value.slice('snapshot-'.length));
}

/** The cell lives on, so that it is versions since the beginning of the turn that are summed up. */
function writeShared(writer: SharedSnapshotWriter<Int32Array>, writes: number): number {
  const before = writer.version;
  let versions = 0;
  let view = writer.stage();
  for (let nth = 0; nth < writes; nth++) {
    view = writer.stage();
    view[0] = nth;
    versions += writer.commit() - before;
  }
  return versions + view[0]!;
}
