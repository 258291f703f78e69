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
  readonly handles: number[] = [];

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

  clear(): void {
    this.waiting = [];
  }
}

// Few distinct times, so that ties are the rule.
const times = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(0, 0.5, 1e9));
const commands = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ type: fc.constant('schedule' as const), ms: times }) },
    { weight: 5, arbitrary: fc.record({ type: fc.constant('take' as const) }) },
    { weight: 6, arbitrary: fc.record({ type: fc.constant('cancel' as const), pick: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('clear' as const) }) },
  ),
  { maxLength: 1_500, size: 'max' },
);
const runs = { numRuns: 150 };

test('EventQueue does as a sorted array does, whatever is scheduled, cancelled and taken', () => {
  fc.assert(
    fc.property(commands, (script) => {
      const queue = new EventQueue<number>();
      const model = new Model();
      script.forEach((command, item) => {
        if (command.type === 'schedule') {
          model.add({ dueMs: command.ms, item, handle: queue.schedule(command.ms, item) });
        } else if (command.type === 'take') {
          expect(queue.take()).toBe(model.take()?.item);
        } else if (command.type === 'cancel') {
          const handle = model.handles[command.pick % model.handles.length] ?? -1;
          expect(queue.cancel(handle)).toBe(model.cancel(handle));
        } else {
          queue.clear();
          model.clear();
        }
        expect(queue.size).toBe(model.size);
        if (item % 3 === 0) expect(queue.nextDueMs).toBe(model.first?.dueMs ?? Infinity);
      });
    }),
    runs,
  );
});

test('Clock does as a sorted array does, and its time never goes back', () => {
  fc.assert(
    fc.property(commands, (script) => {
      const clock = new Clock<number>();
      const model = new Model();
      script.forEach((command, item) => {
        const dueMs = clock.nowMs + (command.type === 'schedule' ? command.ms : 0);
        if (command.type === 'schedule') {
          const handle =
            item % 2 ? clock.schedule(command.ms, item) : clock.scheduleAt(dueMs, item);
          model.add({ dueMs, item, handle });
        } else if (command.type === 'take') {
          const expected = model.take() ?? { item: undefined, dueMs: clock.nowMs };
          expect([clock.next(), clock.nowMs]).toEqual([expected.item, expected.dueMs]);
        } else if (command.type === 'cancel') {
          const handle = model.handles[command.pick % model.handles.length] ?? -1;
          expect(clock.cancel(handle)).toBe(model.cancel(handle));
        } else if (clock.nextDueMs > clock.nowMs + 1) {
          clock.advanceTo(clock.nowMs + 1);
        }
        expect(clock.pending).toBe(model.size);
      });
    }),
    runs,
  );
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
