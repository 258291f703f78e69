import {
  createSharedSnapshot,
  SharedSnapshotReader,
  SharedSnapshotWriter,
  SnapshotCell,
  type ViewOf,
} from 'statehive/machines';
import type { Scenario } from '../suite.ts';
import { type PrimitiveCase, scenarioOf } from './primitive.ts';

const SIZES = [10, 50, 100, 500, 1_000];
/** How many reads a turn has at least. */
const READS = 1_000;
/** Readers read in turns from several cells, or the compiler would read one once for all of them. */
const CELLS = 4;

const words: ViewOf<Int32Array> = (memory, at, bytes) => new Int32Array(memory, at, bytes / 4);

/** An operation is one read of one reader. */
export const snapshotReads: Scenario = scenarioOf({
  name: 'snapshot_reads',
  shows: 'how long a read of the committed snapshot takes: shared, between threads, or cloned',
  sizes: SIZES,
  // 100 ns for each read.
  floors: SIZES.map((readers) => ({
    params: { readers },
    figure: 'epoch',
    percentile: 'p99',
    below: (100 * readers * repeatsOf(readers)) / 1e6,
  })),
  caseOf: readsOf,
});

function readsOf(readers: number): PrimitiveCase {
  const cellsOf = (variant: 'epoch' | 'cloned') => numbered((nth) => cellOf(nth, variant));
  const [epoch, cloned, shared] = [cellsOf('epoch'), cellsOf('cloned'), numbered(sharedCellOf)];
  return {
    params: { readers },
    operations: readers,
    repeats: repeatsOf(readers),
    ways: [
      { name: 'epoch', once: () => sumOf(readers, (nth) => epoch[nth % CELLS]!.read().value.n) },
      {
        name: 'shared memory',
        once: () => sumOf(readers, (nth) => shared[nth % CELLS]!.read()[0]!),
      },
      { name: 'cloned', once: () => sumOf(readers, (nth) => cloned[nth % CELLS]!.read().value.n) },
    ],
    rustNs: 10.6,
  };
}

function repeatsOf(readers: number): number {
  return Math.ceil(READS / readers);
}

function numbered<T>(make: (nth: number) => T): T[] {
  return Array.from({ length: CELLS }, (_, nth) => make(nth));
}

function sumOf(readers: number, read: (nth: number) => number): number {
  let sum = 0;
  for (let nth = 0; nth < readers; nth++) sum += read(nth);
  return sum;
}

function cellOf(n: number, variant: 'epoch' | 'cloned'): SnapshotCell<{ n: number }> {
  const cell = new SnapshotCell({ n: -1 }, variant);
  cell.stage({ n });
  cell.commit();
  return cell;
}

function sharedCellOf(n: number): SharedSnapshotReader<Int32Array> {
  const memory = createSharedSnapshot({ readers: 1, bytes: 4 });
  const writer = new SharedSnapshotWriter(memory, words);
  writer.stage()[0] = n;
  writer.commit();
  return new SharedSnapshotReader(memory, 0, words);
}
