import fc from 'fast-check';
import {
  createSharedSnapshot,
  SharedSnapshotReader,
  SharedSnapshotWriter,
  type ViewOf,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';

const words: ViewOf<Int32Array> = (memory, at, bytes) => new Int32Array(memory, at, bytes / 4);

function cellOf({ readers = 1, bytes = 16 } = {}) {
  const memory = createSharedSnapshot({ readers, bytes });
  const writer = new SharedSnapshotWriter(memory, words);
  return {
    memory,
    writer,
    readers: Array.from({ length: readers }, (_, n) => new SharedSnapshotReader(memory, n, words)),
  };
}

test('a reader sees zeros at first, and then what was committed last', () => {
  const { writer, readers } = cellOf();
  const [reader] = readers;
  expect(reader!.version).toBe(-1);
  expect([...reader!.read()]).toEqual([0, 0, 0, 0]);
  expect(reader!.version).toBe(0);
  writer.stage().set([1, 2, 3, 4]);
  expect([...reader!.read()]).toEqual([0, 0, 0, 0]);
  expect(writer.commit()).toBe(1);
  expect([...reader!.read()]).toEqual([1, 2, 3, 4]);
  expect(reader!.version).toBe(1);
});

test('what a reader has read stays as it is, however much is committed meanwhile', () => {
  const { writer, readers } = cellOf({ readers: 2 });
  writer.stage().fill(1);
  writer.commit();
  const held = readers[0]!.read();
  for (let value = 2; value < 100; value++) {
    writer.stage().fill(value);
    writer.commit();
    expect([...readers[1]!.read()]).toEqual([value, value, value, value]);
  }
  expect([...held]).toEqual([1, 1, 1, 1]);
  expect([...readers[0]!.read()]).toEqual([99, 99, 99, 99]);
});

test('a thread that takes over a reader’s number takes over the slot that it held', () => {
  const { memory, writer, readers } = cellOf({ readers: 1 });
  readers[0]!.read();
  for (let life = 1; life < 100; life++) {
    const reader = new SharedSnapshotReader(memory, 0, words);
    writer.stage().fill(life);
    expect(writer.commit()).toBe(life);
    expect(reader.read()[0]).toBe(life);
  }
});

test('a writer that takes over goes on where the last one was', () => {
  const { memory, writer, readers } = cellOf();
  writer.stage().fill(5);
  writer.commit();
  const next = new SharedSnapshotWriter(memory, words);
  expect(next.version).toBe(1);
  next.stage().fill(6);
  expect(next.commit()).toBe(2);
  expect(readers[0]!.read()[0]).toBe(6);
});

test('whatever the order of commits and reads, each reader has the last version, and keeps it', () => {
  const step = fc.oneof(fc.constant('commit' as const), fc.record({ reads: fc.nat({ max: 4 }) }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const { writer, readers } = cellOf({ readers: 5 });
      const held = new Map<number, { view: Int32Array; version: number }>();
      for (const each of steps) {
        if (each === 'commit') {
          writer.stage().fill(writer.version + 1);
          writer.commit();
        } else {
          const reader = readers[each.reads]!;
          held.set(each.reads, { view: reader.read(), version: writer.version });
          expect(reader.version).toBe(writer.version);
        }
        for (const { view, version } of held.values()) {
          expect(view.every((word) => word === version)).toBe(true);
        }
      }
    }),
  );
});

describe('bad use is refused', () => {
  test('a commit of nothing', () => {
    expect(() => cellOf().writer.commit()).toThrow('Nothing is staged: write the next value');
  });

  test('sizes out of range', () => {
    expect(() => createSharedSnapshot({ readers: 0, bytes: 8 })).toThrow('1 to 32000 readers');
    expect(() => createSharedSnapshot({ readers: 1, bytes: 0.5 })).toThrow('not 0.5');
  });

  test('a reader without a number of its own', () => {
    const { memory } = cellOf({ readers: 3 });
    expect(() => new SharedSnapshotReader(memory, 3, words)).toThrow('numbered 0 to 2, not 3');
  });
});
