import {
  bufferTime,
  concatMap,
  debounceTime,
  delay,
  finalize,
  interval,
  type Observable,
  of,
  type SchedulerAction,
  Subject,
  take,
  timeout,
  timer,
} from 'rxjs';
import { describe, expect, test } from 'vitest';
import { Clock } from '../../src/time/clock.ts';
import { createScheduler, type Task } from '../../src/time/virtual-scheduler.ts';

function setup() {
  const clock = new Clock<Task>();
  const seen: [ms: number, what: unknown][] = [];
  const note = (what: unknown): void => void seen.push([clock.nowMs, what]);
  return {
    clock,
    scheduler: createScheduler(clock),
    seen,
    note,
    observe: (stream: Observable<unknown>) =>
      stream.subscribe({
        next: note,
        error: (error: Error) => note(error.name),
        complete: () => note('complete'),
      }),
    run() {
      for (let task = clock.next(); task; task = clock.next()) task.run();
    },
  };
}

describe('a virtual scheduler', () => {
  test('delay holds values for the simulated time', () => {
    const { clock, scheduler, seen, observe, run } = setup();
    clock.advanceTo(100);
    observe(of('a', 'b').pipe(delay(50, scheduler)));
    run();
    expect(seen).toEqual([
      [150, 'a'],
      [150, 'b'],
      [150, 'complete'],
    ]);
  });

  test('timeout fails a stream that is silent for the simulated time', () => {
    const { scheduler, seen, observe, run } = setup();
    const slowing = of(10, 20, 30, 40).pipe(concatMap((ms) => timer(ms, scheduler)));
    observe(slowing.pipe(timeout({ each: 25, scheduler })));
    run();
    expect(seen).toEqual([
      [10, 0],
      [30, 0],
      [55, 'TimeoutError'],
    ]);
  });

  test('bufferTime emits a buffer each span of simulated time', () => {
    const { scheduler, seen, observe, run } = setup();
    observe(interval(10, scheduler).pipe(take(5), bufferTime(25, scheduler)));
    run();
    expect(seen).toEqual([
      [25, [0, 1]],
      [50, [2, 3]],
      [50, [4]],
      [50, 'complete'],
    ]);
  });

  test('debounceTime emits what is followed by silence in simulated time', () => {
    const { clock, scheduler, seen, observe, run } = setup();
    const source = new Subject<string>();
    observe(source.pipe(debounceTime(10, scheduler)));
    for (const ms of [0, 4, 8, 30]) {
      clock.schedule(ms, { run: () => source.next(`at ${ms}`) });
    }
    run();
    expect(seen).toEqual([
      [18, 'at 8'],
      [40, 'at 30'],
    ]);
  });

  test('interval ticks in simulated time', () => {
    const { clock, scheduler, seen, observe, run } = setup();
    observe(interval(10, scheduler).pipe(take(3)));
    run();
    expect(seen).toEqual([
      [10, 0],
      [20, 1],
      [30, 2],
      [30, 'complete'],
    ]);
    expect(clock.pending).toBe(0);
  });

  test('unsubscribing takes the work off the clock', () => {
    const { clock, scheduler, seen, observe } = setup();
    const subscription = observe(
      interval(10, scheduler).pipe(finalize(() => seen.push([0, 'end']))),
    );
    clock.next()?.run();
    expect(clock.pending).toBe(1);
    subscription.unsubscribe();
    expect(clock.pending).toBe(0);
    expect(seen).toEqual([
      [10, 0],
      [0, 'end'],
    ]);
  });

  test('work may schedule itself again with a new state and delay', () => {
    const { scheduler, seen, note, run } = setup();
    function countDown(this: SchedulerAction<number>, left?: number): void {
      note(left);
      if (left) this.schedule(left - 1, left);
    }
    scheduler.schedule(countDown, 5, 2);
    run();
    expect(seen).toEqual([
      [5, 2],
      [7, 1],
      [8, 0],
    ]);
  });

  test('work scheduled again before it ran is moved, not doubled', () => {
    const { clock, scheduler, seen, note, run } = setup();
    const action = scheduler.schedule(note, 5, 'first') as SchedulerAction<string>;
    action.schedule('second', 9);
    expect(clock.pending).toBe(1);
    run();
    expect(seen).toEqual([[9, 'second']]);
  });

  test('an error of the work reaches whoever runs the task, and ends the work', () => {
    const { clock, scheduler } = setup();
    const action = scheduler.schedule(function (this: SchedulerAction<unknown>) {
      this.schedule(undefined, 1);
      throw new Error('broken');
    }, 5);
    expect(() => clock.next()?.run()).toThrow('broken');
    expect([action.closed, clock.pending]).toEqual([true, 0]);
  });

  test('a negative delay counts as 0 and an infinite one is never due', () => {
    const { clock, scheduler, seen, note, run } = setup();
    clock.advanceTo(3);
    scheduler.schedule(note, -10, 'at once');
    scheduler.schedule(note, Infinity, 'never');
    expect(clock.pending).toBe(1);
    run();
    expect(seen).toEqual([[3, 'at once']]);
  });

  test('a delay that is not a number is refused', () => {
    const { scheduler, note } = setup();
    expect(() => scheduler.schedule(note, Number.NaN)).toThrow(RangeError);
  });

  test('now reads the simulated time', () => {
    const { clock, scheduler } = setup();
    clock.advanceTo(42);
    expect(scheduler.now()).toBe(42);
  });

  test('a clock of messages and tasks will do', () => {
    const clock = new Clock<Task | { readonly text: string }>();
    createScheduler(clock).schedule(() => undefined, 2);
    clock.schedule(1, { text: 'message' });
    expect(clock.next()).toEqual({ text: 'message' });
    expect(clock.next()).toHaveProperty('run');
  });
});
