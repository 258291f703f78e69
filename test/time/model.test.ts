import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Clock } from '../../src/time/clock.ts';
import { EventQueue } from '../../src/time/event-queue.ts';

interface Entry {
  readonly dueMs: number;
  readonly item: number;
  readonly handle: number;
}

/** The specification: an array, sorted (stably) before each look. */
class Model {
  private waiting: Entry[] = [];
  private readonly handles: number[] = [];

  get size(): number {
    return this.waiting.length;
  }

  get first(): Entry | undefined {
    this.waiting.sort((a, b) => a.dueMs - b.dueMs);
    return this.waiting[0];
  }

  add(entry: Entry): void {
    this.waiting.push(entry);
    this.handles.push(entry.handle);
  }

  take(): Entry | undefined {
    const first = this.first;
    this.waiting = this.waiting.filter((entry) => entry !== first);
    return first;
  }

  cancel(handle: number): boolean {
    const before = this.size;
    this.waiting = this.waiting.filter((entry) => entry.handle !== handle);
    return this.size < before;
  }

  /** Some handle given out so far; one that never was if there is none. */
  handleAt(pick: number): number {
    return this.handles[pick % this.handles.length] ?? -1;
  }

  clear(): void {
    this.waiting = [];
  }
}

// Few distinct times, so that ties are the rule.
const times = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(0, 0.5, 1e9));
const command = (type: 'schedule' | 'take' | 'cancel' | 'other', value: fc.Arbitrary<number>) =>
  fc.record({ type: fc.constant(type), value });
const commands = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: command('schedule', times) },
    { weight: 5, arbitrary: command('take', fc.constant(0)) },
    { weight: 6, arbitrary: command('cancel', fc.nat()) },
    { weight: 1, arbitrary: command('other', fc.constant(0)) },
  ),
  { maxLength: 1_500, size: 'max' },
);
const runs = { numRuns: 150 };

test('EventQueue does as a sorted array does, whatever is scheduled, cancelled and taken', () => {
  const property = fc.property(commands, (script) => {
    const queue = new EventQueue<number>();
    const model = new Model();
    const perform = {
      schedule: (ms: number, item: number) =>
        model.add({ dueMs: ms, item, handle: queue.schedule(ms, item) }),
      take: () => expect(queue.take()).toBe(model.take()?.item),
      cancel: (pick: number) => {
        const handle = model.handleAt(pick);
        expect(queue.cancel(handle)).toBe(model.cancel(handle));
      },
      other: () => {
        queue.clear();
        queue.shrink();
        model.clear();
      },
    };
    script.forEach(({ type, value }, item) => {
      perform[type](value, item);
      expect(queue.size).toBe(model.size);
      if (item % 3 === 0) expect(queue.nextDueMs).toBe(model.first?.dueMs ?? Infinity);
    });
  });
  fc.assert(property, runs);
});

test('Clock does as a sorted array does, and its time never goes back', () => {
  const property = fc.property(commands, (script) => {
    const clock = new Clock<number>();
    const model = new Model();
    const perform = {
      schedule: (ms: number, item: number) => {
        const dueMs = clock.nowMs + ms;
        const handle = item % 2 ? clock.schedule(ms, item) : clock.scheduleAt(dueMs, item);
        model.add({ dueMs, item, handle });
      },
      take: () => {
        const expected = model.take() ?? { item: undefined, dueMs: clock.nowMs };
        expect([clock.next(), clock.nowMs]).toEqual([expected.item, expected.dueMs]);
      },
      cancel: (pick: number) => {
        const handle = model.handleAt(pick);
        expect(clock.cancel(handle)).toBe(model.cancel(handle));
      },
      other: () => {
        if (clock.nextDueMs > clock.nowMs + 1) clock.advanceTo(clock.nowMs + 1);
      },
    };
    script.forEach(({ type, value }, item) => {
      perform[type](value, item);
      expect([clock.pending, clock.nextDueMs]).toEqual([
        model.size,
        model.first?.dueMs ?? Infinity,
      ]);
    });
  });
  fc.assert(property, runs);
});

test('EventQueue keeps the order across growth and sweeps of thousands of items', () => {
  const item = fc.record({ dueMs: fc.integer({ min: 0, max: 50 }), isCancelled: fc.boolean() });
  const items = fc.array(item, { minLength: 2_000, maxLength: 5_000, size: 'max' });
  fc.assert(
    fc.property(items, (script) => {
      const queue = new EventQueue<number>();
      const handles = script.map(({ dueMs }, index) => queue.schedule(dueMs, index));
      script.forEach(({ isCancelled }, index) => {
        if (isCancelled || index % 3 > 0) queue.cancel(handles[index]!);
      });
      const expected = script
        .map(({ dueMs, isCancelled }, index) => ({ dueMs, index, isCancelled }))
        .filter(({ isCancelled, index }) => !isCancelled && index % 3 === 0)
        .sort((a, b) => a.dueMs - b.dueMs);
      expect(expected.map(() => queue.take())).toEqual(expected.map(({ index }) => index));
      expect(queue.take()).toBeUndefined();
    }),
    { numRuns: 20 },
  );
});
