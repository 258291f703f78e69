import { SnapshotCell, type SnapshotVariant } from 'statehive/machines';
import { firstPacks } from '../hive/packs.ts';
import type { Case, Scenario } from '../suite.ts';
import { caseOf } from './variants.ts';

const SIZES = { full: [1, 10, 66], quick: [1, 2] };
/** 20% less time. */
const GOAL = 1 / 0.8;
/** As many as three readers make between two versions of an integrated run. */
const READS = 10;

/**
 * A version is staged and committed, and then read some times. In simulated time a read takes what
 * its messages take, in both variants, so that there is nothing to compare.
 */
export const epochSnapshots: Scenario = {
  name: 'epoch_snapshots',
  shows: 'what it gains to share committed packs with readers instead of copying them',
  seeds: 0,
  comparisons: [{ figure: 'epoch', beside: 'cloned', goal: GOAL }],
  cases: (effort) => SIZES[effort].map(versionOf),
};

function versionOf(count: number): Case {
  const packs = firstPacks(count);
  const way = (name: SnapshotVariant, times: number) => {
    const cell = new SnapshotCell(packs, name);
    return { name, times, run: () => ({ checksum: readAfterCommit(cell, packs) }) };
  };
  return caseOf({ params: { packs: count }, ways: [way('cloned', 1), way('epoch', 100)] });
}

function readAfterCommit<T extends readonly unknown[]>(cell: SnapshotCell<T>, next: T): string {
  cell.stage(next);
  cell.commit();
  let sum = 0;
  for (let read = 0; read < READS; read++) sum += cell.read().value.length;
  return String(sum);
}
