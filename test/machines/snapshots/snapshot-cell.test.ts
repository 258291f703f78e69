import fc from 'fast-check';
import { SNAPSHOT_VARIANTS, SnapshotCell } from 'statehive/machines';
import { describe, expect, test } from 'vitest';

describe.each(SNAPSHOT_VARIANTS)('a snapshot cell, %s', (variant) => {
  test('begins at version 0, and shows nothing that is only staged', () => {
    const cell = new SnapshotCell('first', variant);
    cell.stage('second');
    expect(cell.read()).toEqual({ version: 0, value: 'first' });
    expect(cell.version).toBe(0);
  });

  test('shows what is committed, one version later', () => {
    const cell = new SnapshotCell('first', variant);
    cell.stage('second');
    expect(cell.commit()).toBe(1);
    expect(cell.read()).toEqual({ version: 1, value: 'second' });
  });

  test('publishes what was staged last', () => {
    const cell = new SnapshotCell('first', variant);
    cell.stage('second');
    cell.stage('third');
    cell.commit();
    expect(cell.read()).toEqual({ version: 1, value: 'third' });
  });

  test('refuses to commit what is not staged, and stays as it is', () => {
    const cell = new SnapshotCell('first', variant);
    cell.stage('second');
    cell.commit();
    expect(() => cell.commit()).toThrow('Nothing is staged: call stage()');
    expect(cell.read()).toEqual({ version: 1, value: 'second' });
  });

  test('can hold undefined', () => {
    const cell = new SnapshotCell<number | undefined>(1, variant);
    cell.stage(undefined);
    expect(cell.commit()).toBe(1);
    expect(cell.read().value).toBeUndefined();
  });

  test('leaves a reader what it has read, and counts versions up by one', () => {
    const steps = fc.array(fc.constantFrom('stage', 'commit', 'read'), { maxLength: 100 });
    fc.assert(
      fc.property(steps, (all) => {
        const cell = new SnapshotCell({ n: 0 }, variant);
        const read: { version: number; n: number; held: { n: number } }[] = [];
        let staged: number | undefined;
        let committed = { version: 0, n: 0 };
        all.forEach((step, nth) => {
          if (step === 'stage') {
            staged = nth;
            cell.stage({ n: nth });
          } else if (step === 'commit' && staged !== undefined) {
            committed = { version: committed.version + 1, n: staged };
            expect(cell.commit()).toBe(committed.version);
            staged = undefined;
          } else {
            const { version, value } = cell.read();
            expect({ version, n: value.n }).toEqual(committed);
            read.push({ ...committed, held: value });
          }
        });
        for (const { n, held } of read) expect(held.n).toBe(n);
      }),
    );
  });
});

test('a cloned cell is not changed by who wrote it, nor by who reads it', () => {
  const value = { names: ['a'] };
  const cell = new SnapshotCell<{ names: string[] }>({ names: [] }, 'cloned');
  cell.stage(value);
  value.names.push('written later');
  cell.commit();
  cell.read().value.names.push('by a reader');
  expect(cell.read().value).toEqual({ names: ['a'] });
});

test('an epoch cell gives all readers one and the same value', () => {
  const value = { names: ['a'] };
  const cell = new SnapshotCell(value, 'epoch');
  expect(cell.read()).toBe(cell.read());
  expect(cell.read().value).toBe(value);
});
