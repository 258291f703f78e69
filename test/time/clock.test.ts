import { describe, expect, test } from 'vitest';
import { Clock } from '../../src/time/clock.ts';

describe('Clock', () => {
  test('starts at 0 with nothing scheduled', () => {
    const clock = new Clock<string>();
    expect([clock.nowMs, clock.pending, clock.nextDueMs]).toEqual([0, 0, Infinity]);
    expect(clock.next()).toBeUndefined();
  });

  test('moves to the due time of each item it gives', () => {
    const clock = new Clock<string>();
    clock.schedule(20, 'b');
    clock.schedule(5, 'a');
    expect([clock.next(), clock.nowMs]).toEqual(['a', 5]);
    expect([clock.next(), clock.nowMs]).toEqual(['b', 20]);
    expect([clock.next(), clock.nowMs]).toEqual([undefined, 20]);
  });

  test('counts a delay from the present and a due time from 0', () => {
    const clock = new Clock<string>();
    clock.advanceTo(100);
    clock.schedule(10, 'delay');
    clock.scheduleAt(105, 'due');
    expect([clock.next(), clock.nowMs]).toEqual(['due', 105]);
    expect([clock.next(), clock.nowMs]).toEqual(['delay', 110]);
  });

  test('gives an item scheduled for now after all that were due now before', () => {
    const clock = new Clock<string>();
    for (const item of ['a', 'b']) clock.schedule(10, item);
    clock.next();
    clock.schedule(0, 'c');
    clock.scheduleAt(10, 'd');
    expect([clock.next(), clock.next(), clock.next()]).toEqual(['b', 'c', 'd']);
    expect(clock.nowMs).toBe(10);
  });

  test('does not give a cancelled item', () => {
    const clock = new Clock<string>();
    const handle = clock.schedule(1, 'cancelled');
    clock.schedule(2, 'kept');
    expect([clock.cancel(handle), clock.cancel(handle)]).toEqual([true, false]);
    expect([clock.pending, clock.nextDueMs, clock.next()]).toEqual([1, 2, 'kept']);
  });

  test('advances up to what is due next, but not past it', () => {
    const clock = new Clock<string>();
    clock.schedule(10, 'a');
    clock.advanceTo(10);
    expect([clock.nowMs, clock.pending]).toEqual([10, 1]);
    expect(() => clock.advanceTo(11)).toThrow('cannot advance to 11 ms: an item is due at 10 ms');
  });

  test('keeps the present when it is cleared', () => {
    const clock = new Clock<string>();
    clock.advanceTo(7);
    clock.schedule(1, 'a');
    clock.clear();
    expect([clock.nowMs, clock.pending, clock.next()]).toEqual([7, 0, undefined]);
  });

  test.each([-1, Number.NaN, Infinity])('refuses the delay %s and says so', (delayMs) => {
    const clock = new Clock<string>();
    const message = `delayMs must be a finite number of at least 0, got ${delayMs}`;
    expect(() => clock.schedule(delayMs, 'a')).toThrow(new RangeError(message));
  });

  test('refuses a delay that leads beyond the largest number', () => {
    const clock = new Clock<string>();
    clock.advanceTo(Number.MAX_VALUE);
    expect(() => clock.schedule(Number.MAX_VALUE, 'a')).toThrow(RangeError);
  });

  test.each([9, Number.NaN, Infinity])('refuses the time %s, past or not finite', (ms) => {
    const clock = new Clock<string>();
    clock.advanceTo(10);
    const message = `must be finite and not before the present (10 ms), got ${ms}`;
    expect(() => clock.scheduleAt(ms, 'a')).toThrow(new RangeError(`dueMs ${message}`));
    expect(() => clock.advanceTo(ms)).toThrow(new RangeError(`ms ${message}`));
  });

  test('never reads minus zero', () => {
    const clock = new Clock<string>();
    clock.advanceTo(-0);
    expect(clock.nowMs).toBe(0);
    clock.scheduleAt(-0, 'a');
    clock.next();
    expect(clock.nowMs).toBe(0); // toBe tells 0 from -0
  });
});
