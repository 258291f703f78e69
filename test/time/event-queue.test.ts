import { describe, expect, test } from 'vitest';
import { EventQueue } from '../../src/time/event-queue.ts';

function takeAll<T>(queue: EventQueue<T>): T[] {
  const items: T[] = [];
  for (let item = queue.take(); item !== undefined; item = queue.take()) items.push(item);
  return items;
}

describe('EventQueue', () => {
  test('gives items in the order of their due times', () => {
    const queue = new EventQueue<string>();
    queue.schedule(30, 'third');
    queue.schedule(10, 'first');
    queue.schedule(20, 'second');
    expect(takeAll(queue)).toEqual(['first', 'second', 'third']);
  });

  test('gives items of one due time in the order of insertion', () => {
    const queue = new EventQueue<number>();
    const items = Array.from({ length: 100 }, (_, index) => index);
    for (const item of items) queue.schedule(5, item);
    expect(takeAll(queue)).toEqual(items);
  });

  test('gives an item due now after those that were due now before it', () => {
    const queue = new EventQueue<string>();
    for (const item of ['a', 'b', 'c']) queue.schedule(5, item);
    expect(queue.take()).toBe('a');
    queue.schedule(5, 'd');
    expect(takeAll(queue)).toEqual(['b', 'c', 'd']);
  });

  test('gives an item due before the last one taken next', () => {
    const queue = new EventQueue<string>();
    queue.schedule(5, 'a');
    queue.take();
    queue.schedule(5, 'due now');
    queue.schedule(3, 'late');
    expect(queue.nextDueMs).toBe(3);
    expect(takeAll(queue)).toEqual(['late', 'due now']);
  });

  test('tells how many items wait and when the next is due', () => {
    const queue = new EventQueue<string>();
    expect([queue.size, queue.nextDueMs]).toEqual([0, Infinity]);
    queue.schedule(7, 'a');
    const handle = queue.schedule(4, 'b');
    expect([queue.size, queue.nextDueMs]).toEqual([2, 4]);
    queue.cancel(handle);
    expect([queue.size, queue.nextDueMs]).toEqual([1, 7]);
  });

  test('does not give a cancelled item', () => {
    const queue = new EventQueue<string>();
    const handles = [0, 1, 1].map((dueMs) => queue.schedule(dueMs, 'cancelled'));
    queue.schedule(1, 'kept');
    expect(handles.map((handle) => queue.cancel(handle))).toEqual([true, true, true]);
    expect(takeAll(queue)).toEqual(['kept']);
  });

  test('cancels an item only once', () => {
    const queue = new EventQueue<string>();
    const handle = queue.schedule(1, 'a');
    expect(queue.cancel(handle)).toBe(true);
    expect(queue.cancel(handle)).toBe(false);
  });

  test('does not cancel by the handle of a taken item, even when its slot is in use again', () => {
    const queue = new EventQueue<string>();
    const stale = queue.schedule(1, 'taken');
    queue.take();
    expect(queue.cancel(stale)).toBe(false);
    queue.schedule(2, 'in the same slot');
    expect(queue.cancel(stale)).toBe(false);
    expect(takeAll(queue)).toEqual(['in the same slot']);
  });

  test.each([0, -1, 0.5, Number.NaN, 2 ** 53])(
    'cancels nothing by the made-up handle %s',
    (made) => {
      const queue = new EventQueue<string>();
      expect(queue.cancel(made)).toBe(false);
      queue.schedule(1, 'a');
      queue.take();
      expect(queue.cancel(made)).toBe(false);
      expect(queue.size).toBe(0);
    },
  );

  test('keeps the order when most items are cancelled', () => {
    const queue = new EventQueue<number>();
    const dues = Array.from({ length: 1_000 }, (_, index) => (index * 7_919) % 50); // many ties
    const handles = dues.map((dueMs, index) => queue.schedule(dueMs, index));
    const isKept = (index: number): boolean => index % 10 === 3;
    handles.forEach((handle, index) => {
      if (!isKept(index)) queue.cancel(handle);
    });
    const expected = dues.map((_, index) => index).filter(isKept);
    expected.sort((a, b) => dues[a]! - dues[b]! || a - b);
    expect(takeAll(queue)).toEqual(expected);
  });

  test('gives every item a handle below 2^53 and unlike all others', () => {
    const queue = new EventQueue<number>();
    const handles = new Set<number>();
    for (let round = 0; round < 1_000; round++) {
      for (let index = 0; index < 10; index++) handles.add(queue.schedule(round + index, index));
      for (let index = 0; index < 9; index++) queue.take();
    }
    expect(handles.size).toBe(10_000);
    expect([...handles].every(Number.isSafeInteger)).toBe(true);
  });

  test('retires a slot before its handles would come up again', () => {
    const queue = new EventQueue<number>();
    const first = queue.schedule(0, 0);
    for (let use = 1; use < 2 ** 26; use++) {
      queue.take();
      queue.schedule(0, use);
    }
    queue.take(); // the last handle of this slot is spent
    expect(queue.schedule(0, -1)).not.toBe(first);
    expect(queue.cancel(first)).toBe(false);
    expect(takeAll(queue)).toEqual([-1]);
  });

  test('keeps the order among a million items', () => {
    const queue = new EventQueue<number>();
    const dueOf = (index: number): number => (index * 7_919) % 1_000;
    for (let index = 0; index < 1_000_000; index++) queue.schedule(dueOf(index), index);
    let ordered = 0;
    let previous = -1;
    for (let item = queue.take(); item !== undefined; item = queue.take()) {
      const laterMs = dueOf(item) - dueOf(previous);
      if (previous < 0 || laterMs > 0 || (laterMs === 0 && item > previous)) ordered++;
      previous = item;
    }
    expect(ordered).toBe(1_000_000);
  });

  test('cancels everything on clear, and works on', () => {
    const queue = new EventQueue<string>();
    const handles = [0, 1, 2].map((dueMs) => queue.schedule(dueMs, 'gone'));
    queue.cancel(handles[1]!);
    queue.clear();
    expect([queue.size, queue.nextDueMs, queue.take()]).toEqual([0, Infinity, undefined]);
    queue.schedule(1, 'a');
    expect(handles.map((handle) => queue.cancel(handle))).toEqual([false, false, false]);
    expect(takeAll(queue)).toEqual(['a']);
  });

  test('that gave back its room works on, and knows past handles no more', () => {
    const queue = new EventQueue<number>();
    const items = Array.from({ length: 20_000 }, (_, index) => index);
    const past = items.map((item) => queue.schedule(item, item));
    expect(takeAll(queue)).toEqual(items);
    queue.shrink();
    for (const item of items) queue.schedule(item, item);
    expect(past.some((handle) => queue.cancel(handle))).toBe(false);
    expect(takeAll(queue)).toEqual(items);
  });

  test('keeps its room while an item is left', () => {
    const queue = new EventQueue<number>();
    const [first, ...others] = Array.from({ length: 100 }, (_, item) => queue.schedule(item, item));
    for (const handle of others) queue.cancel(handle);
    queue.shrink();
    expect(queue.cancel(first!)).toBe(true);
  });

  test.each([Number.NaN, Infinity, -Infinity])('refuses the due time %s', (dueMs) => {
    const queue = new EventQueue<string>();
    expect(() => queue.schedule(dueMs, 'a')).toThrow(RangeError);
    expect(queue.size).toBe(0);
  });
});
