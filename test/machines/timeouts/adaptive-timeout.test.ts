import fc from 'fast-check';
import {
  adaptiveTimeout,
  afterAnswer,
  afterTimeout,
  backedOff,
  measured,
  timeoutOf,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';

/** So low that only the estimate itself decides. */
const unbounded = { minMs: 0.001, maxMs: 1e9 };

describe('the rules of RFC 6298, by number', () => {
  test('2.1: the timeout is a second before anything is measured', () => {
    expect(adaptiveTimeout().timeoutMs).toBe(1_000);
  });

  test('2.2: the first time R gives SRTT = R, RTTVAR = R / 2, RTO = SRTT + 4 RTTVAR', () => {
    const timeout = measured(adaptiveTimeout(unbounded), 100);
    expect(timeout).toMatchObject({ meanMs: 100, deviationMs: 50, timeoutMs: 300 });
  });

  test('2.3: RTTVAR moves by a quarter, then SRTT by an eighth of the difference', () => {
    const timeout = measured(measured(adaptiveTimeout(unbounded), 100), 180);
    // RTTVAR = 3/4 * 50 + 1/4 * |100 - 180| = 57.5; SRTT = 7/8 * 100 + 1/8 * 180 = 110.
    expect(timeout).toMatchObject({ meanMs: 110, deviationMs: 57.5, timeoutMs: 340 });
    // RTTVAR = 3/4 * 57.5 + 1/4 * |110 - 70| = 53.125; SRTT = 7/8 * 110 + 1/8 * 70 = 105.
    expect(measured(timeout, 70)).toMatchObject({ meanMs: 105, timeoutMs: 105 + 4 * 53.125 });
  });

  test('2.3: the deviation counts for no less than the clock is fine', () => {
    let timeout = adaptiveTimeout({ ...unbounded, granularityMs: 10 });
    for (let times = 0; times < 100; times++) timeout = measured(timeout, 80);
    expect(timeout.timeoutMs).toBeCloseTo(90, 9);
  });

  test('2.4 and 2.5: it is never less than the least, nor more than the most', () => {
    expect(measured(adaptiveTimeout(), 1).timeoutMs).toBe(1_000);
    expect(measured(adaptiveTimeout(), 1e6).timeoutMs).toBe(60_000);
  });

  test('3, Karn: what was tried more than once is not measured', () => {
    const timeout = timeoutOf({ kind: 'adaptive', ...unbounded });
    expect(afterAnswer(timeout, { tookMs: 100, attempt: 2 })).toBe(timeout);
    expect(afterAnswer(timeout, { tookMs: 100, attempt: 1 }).timeoutMs).toBe(300);
  });

  test('5.5: it doubles each time that it runs out, up to the most', () => {
    let timeout = adaptiveTimeout();
    const times = Array.from({ length: 8 }, () => {
      timeout = backedOff(timeout);
      return timeout.timeoutMs / 1_000;
    });
    expect(times).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
  });

  test('5: a back-off lasts until something is measured again', () => {
    const timeout = backedOff(backedOff(measured(adaptiveTimeout(unbounded), 100)));
    expect(timeout.timeoutMs).toBe(1_200);
    expect(measured(timeout, 100).timeoutMs).toBe(100 + 4 * 37.5);
  });
});

test('what always takes as long is timed ever closer', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), (tookMs) => {
      let timeout = adaptiveTimeout(unbounded);
      for (let times = 0; times < 200; times++) timeout = measured(timeout, tookMs);
      expect(timeout.timeoutMs).toBeCloseTo(tookMs + 1, 6);
    }),
  );
});

test('the timeout is within its bounds, whatever is measured', () => {
  const anything = fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constant('late'));
  fc.assert(
    fc.property(fc.array(anything), (happened) => {
      let timeout = adaptiveTimeout({ initialMs: 50, minMs: 20, maxMs: 500 });
      for (const each of happened) {
        timeout = typeof each === 'number' ? measured(timeout, each) : backedOff(timeout);
        expect(timeout.timeoutMs).toBeGreaterThanOrEqual(20);
        expect(timeout.timeoutMs).toBeLessThanOrEqual(500);
      }
    }),
  );
});

test('a fixed timeout stays as it is', () => {
  const timeout = timeoutOf({ kind: 'fixed', timeoutMs: 70 });
  expect(afterTimeout(afterAnswer(timeout, { tookMs: 1, attempt: 1 }))).toEqual({ timeoutMs: 70 });
});

test('bounds that make no sense are refused', () => {
  expect(() => adaptiveTimeout({ minMs: 2, maxMs: 1 })).toThrow('at least 2 ms and at most 1 ms');
  expect(() => adaptiveTimeout({ initialMs: 0 })).toThrow('initialMs > 0');
  expect(() => timeoutOf({ kind: 'fixed', timeoutMs: 0 })).toThrow('timeoutMs > 0, not 0');
  expect(() => measured(adaptiveTimeout(), Number.NaN)).toThrow('NaN');
});
