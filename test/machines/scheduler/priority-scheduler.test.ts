import fc from 'fast-check';
import {
  PRIORITIES,
  type Priority,
  PriorityScheduler,
  type ScheduledTask,
  schedulingHint,
  waitMax,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';

const taskOf = (id: string, priority: Priority): ScheduledTask => ({
  id,
  hint: schedulingHint(priority, 'warm', 'light'),
});

function schedulerOf(...priorities: readonly Priority[]): PriorityScheduler<ScheduledTask> {
  const scheduler = new PriorityScheduler<ScheduledTask>();
  priorities.forEach((priority, nth) => {
    scheduler.enqueue(taskOf(`${priority} ${nth}`, priority));
  });
  return scheduler;
}

function drained(scheduler: PriorityScheduler<ScheduledTask>): string[] {
  const ids: string[] = [];
  for (let task = scheduler.dequeue(); task !== undefined; task = scheduler.dequeue()) {
    ids.push(task.id);
  }
  return ids;
}

test('the more urgent goes first, whatever came first', () => {
  expect(drained(schedulerOf('low', 'critical', 'normal', 'high'))).toEqual([
    'critical 1',
    'high 3',
    'normal 2',
    'low 0',
  ]);
});

test('an urgent task overtakes those of a lane that has begun', () => {
  const scheduler = schedulerOf('normal', 'normal');
  expect(scheduler.dequeue()?.id).toBe('normal 0');
  scheduler.enqueue(taskOf('urgent', 'critical'));
  expect(drained(scheduler)).toEqual(['urgent', 'normal 1']);
});

test('an empty scheduler has nothing to give, and works again afterwards', () => {
  const scheduler = schedulerOf('low');
  drained(scheduler);
  expect(scheduler.dequeue()).toBeUndefined();
  scheduler.enqueue(taskOf('again', 'low'));
  expect(drained(scheduler)).toEqual(['again']);
});

describe('while all lanes wait', () => {
  test('of 15 tasks 8 are critical, 4 high, 2 normal and 1 low, in each round', () => {
    const scheduler = schedulerOf(...Array.from({ length: 400 }, (_, nth) => PRIORITIES[nth % 4]!));
    for (let round = 0; round < 5; round++) {
      const went = Array.from({ length: 15 }, () => scheduler.dequeue()!.hint.priority);
      const expected = ['critical 8', 'high 4', 'normal 2', 'low 1'].flatMap((each) => {
        const [priority = '', turns] = each.split(' ');
        return Array<string>(Number(turns)).fill(priority);
      });
      expect(went).toEqual(expected);
    }
  });
});

/** What happens to a scheduler: a task of some priority comes, or one leaves. */
const happenings = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...PRIORITIES) },
    { weight: 2, arbitrary: fc.constant('leave' as const) },
  ),
  { maxLength: 400 },
);

describe('whatever comes and leaves', () => {
  test('nothing is lost or given twice, each lane is first come, first served, the depth is right', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        const scheduler = new PriorityScheduler<ScheduledTask>();
        const waiting: Record<Priority, string[]> = { critical: [], high: [], normal: [], low: [] };
        all.forEach((each, nth) => {
          if (each === 'leave') {
            const task = scheduler.dequeue();
            const before = Object.values(waiting).flat().length;
            expect(task === undefined).toBe(before === 0);
            if (task !== undefined) expect(task.id).toBe(waiting[task.hint.priority].shift());
          } else {
            scheduler.enqueue(taskOf(String(nth), each));
            waiting[each].push(String(nth));
          }
          expect(scheduler.depth).toBe(Object.values(waiting).flat().length);
        });
        expect(drained(scheduler).toSorted()).toEqual(Object.values(waiting).flat().toSorted());
      }),
    );
  });

  test('no task waits for more others than the bound of its lane and place', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        const scheduler = new PriorityScheduler<ScheduledTask>();
        const ahead = new Map<Priority, number>();
        const latest = new Map<string, number>();
        let left = 0;
        const leave = () => {
          const task = scheduler.dequeue();
          if (task === undefined) return false;
          left += 1;
          const { priority } = task.hint;
          ahead.set(priority, ahead.get(priority)! - 1);
          expect(left).toBeLessThanOrEqual(latest.get(task.id)!);
          return true;
        };
        for (const [nth, each] of all.entries()) {
          if (each === 'leave') {
            leave();
            continue;
          }
          scheduler.enqueue(taskOf(String(nth), each));
          ahead.set(each, (ahead.get(each) ?? 0) + 1);
          latest.set(String(nth), left + waitMax(PRIORITIES.indexOf(each), ahead.get(each)!));
        }
        while (leave());
      }),
      { numRuns: 300 },
    );
  });

  test('the first of the low lane leaves as the 29th at the latest, and that does happen', () => {
    const longest = (rivals: readonly Priority[]) => {
      const scheduler = schedulerOf('low', 'low');
      scheduler.dequeue();
      // The low lane has used up its round; the others still have all of theirs.
      for (const priority of rivals) scheduler.enqueue(taskOf('rival', priority));
      return drained(scheduler).indexOf('low 1') + 1;
    };
    const flood = Array.from({ length: 300 }, (_, nth) => PRIORITIES[nth % 3]!);
    expect(longest(flood)).toBe(29);
    expect(waitMax(3, 1)).toBe(29);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PRIORITIES.slice(0, 3)), { maxLength: 200 }),
        (any) => {
          expect(longest(any)).toBeLessThanOrEqual(29);
        },
      ),
    );
  });
});
