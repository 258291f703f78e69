import { of, Subject, throwError } from 'rxjs';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { count, final, type MetricsOf, summary, timeAverage } from '../../src/record/collectors.ts';
import type { Summary } from '../../src/record/summary.ts';

const clockAt = (nowMs: number) => ({ nowMs });

describe('count', () => {
  test('counts what is emitted between begin and finish', () => {
    const stream$ = new Subject<string>();
    const collector = count(stream$);
    stream$.next('too early');
    collector.begin?.(clockAt(0));
    stream$.next('one');
    stream$.next('two');
    expect(collector.finish()).toBe(2);
    expect(stream$.observed).toBe(false);
  });

  test('keeps its count when the stream completes', () => {
    const collector = count(of(1, 2, 3));
    collector.begin?.(clockAt(0));
    expect(collector.finish()).toBe(3);
  });
});

test('summary sums up the numbers of a stream', () => {
  const collector = summary(of(1, 2, 9));
  collector.begin?.(clockAt(0));
  expect(collector.finish()).toMatchObject({ count: 3, mean: 4, p50: 2, max: 9 });
});

describe('timeAverage', () => {
  test('weighs each level by how long it stood', () => {
    const clock = clockAt(0);
    const level$ = new Subject<number>();
    const collector = timeAverage(level$, { initial: 1 });
    collector.begin?.(clock);
    clock.nowMs = 10;
    level$.next(5);
    clock.nowMs = 15;
    level$.next(0);
    clock.nowMs = 40;
    expect(collector.finish()).toBe((10 * 1 + 5 * 5 + 25 * 0) / 40);
  });

  test('counts from when it began', () => {
    const clock = clockAt(100);
    const level$ = new Subject<number>();
    const collector = timeAverage(level$, { initial: 2 });
    collector.begin?.(clock);
    clock.nowMs = 150;
    level$.next(4);
    clock.nowMs = 200;
    expect(collector.finish()).toBe(3);
  });

  test('over no time is the level itself', () => {
    const collector = timeAverage(of(8));
    collector.begin?.(clockAt(0));
    expect(collector.finish()).toBe(8);
  });

  test('refuses a level that is no finite number', () => {
    const collector = timeAverage(of(Infinity));
    collector.begin?.(clockAt(0));
    expect(() => collector.finish()).toThrow(
      'timeAverage: level must be a finite number, not Infinity',
    );
  });
});

test('final reads at the end', () => {
  const state = { term: 1 };
  const collector = final(() => state.term);
  state.term = 4;
  expect(collector.finish()).toBe(4);
});

describe('an error', () => {
  test('of the stream is thrown at the end', () => {
    const collector = count(throwError(() => new Error('lost')));
    collector.begin?.(clockAt(0));
    expect(() => collector.finish()).toThrow('lost');
  });

  test('of a number that cannot be taken is thrown at the end', () => {
    const collector = summary(of(1, Number.NaN, 3));
    collector.begin?.(clockAt(0));
    expect(() => collector.finish()).toThrow('summary: value must be a finite number, not NaN');
  });
});

test('the types of the metrics follow from the collectors', () => {
  const collectors = { sent: count(of()), latencyMs: summary(of()), leader: final(() => 'a') };
  expectTypeOf<MetricsOf<typeof collectors>>().toEqualTypeOf<{
    readonly sent: number;
    readonly latencyMs: Summary;
    readonly leader: string;
  }>();
});
