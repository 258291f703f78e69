import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Clock } from '../../src/time/clock.ts';

describe('numbers that the clock gives', () => {
  test('come back when they are due, in order with all else', () => {
    const clock = new Clock<number | string>();
    const late = clock.arm(20);
    clock.schedule(10, 'between');
    const early = clock.arm(5);
    const tied = clock.arm(10);
    const all = [clock.next(), clock.next(), clock.next(), clock.next(), clock.next()];
    expect(all).toEqual([early, 'between', tied, late, undefined]);
  });

  test('do not come back once disarmed, and are not given while they wait', () => {
    const clock = new Clock<number>();
    const armed = [clock.arm(1), clock.arm(2), clock.arm(3)];
    clock.disarm(armed[1]!);
    expect(new Set([...armed, clock.arm(4)]).size).toBe(4);
    expect([clock.next(), clock.next(), clock.pending]).toEqual([armed[0], armed[2], 1]);
  });

  test.each([-1, Number.NaN, Infinity])('are not given for a delay of %s ms', (delayMs) => {
    expect(() => new Clock<number>().arm(delayMs)).toThrow(RangeError);
  });
});

interface Waiting {
  readonly dueMs: number;
  readonly item: number | string;
  readonly isArmed: boolean;
}

/** A clock beside a sorted array that does the same. */
class Beside {
  readonly clock = new Clock<number | string>();
  #waiting: Waiting[] = [];

  arm(delayMs: number): void {
    this.#add(delayMs, this.clock.arm(delayMs), true);
  }

  now(_: number, at: number): void {
    this.clock.scheduleNow(-1 - at);
    this.#add(0, -1 - at, false);
  }

  item(delayMs: number, at: number): void {
    this.clock.schedule(delayMs, `item ${at}`);
    this.#add(delayMs, `item ${at}`, false);
  }

  disarm(pick: number): void {
    const armed = this.#waiting.filter(({ isArmed }) => isArmed);
    const disarmed = armed[pick % Math.max(1, armed.length)];
    if (disarmed === undefined) return;
    this.clock.disarm(disarmed.item as number);
    this.#waiting = this.#waiting.filter((each) => each !== disarmed);
  }

  take(): void {
    expect(this.clock.next()).toBe(this.#waiting.shift()?.item);
  }

  advance(): void {
    if (this.clock.nextDueMs > this.clock.nowMs + 1) this.clock.advanceTo(this.clock.nowMs + 1);
  }

  compare(): void {
    const first = this.#waiting[0]?.dueMs ?? Infinity;
    expect([this.clock.pending, this.clock.nextDueMs]).toEqual([this.#waiting.length, first]);
  }

  #add(delayMs: number, item: number | string, isArmed: boolean): void {
    this.#waiting.push({ dueMs: this.clock.nowMs + delayMs, item, isArmed });
    // Stable: what was added first stays first among what is due at one time.
    this.#waiting.sort((a, b) => a.dueMs - b.dueMs);
  }
}

const command = (type: 'arm' | 'now' | 'item' | 'disarm' | 'take' | 'advance', most = 3) =>
  fc.record({ type: fc.constant(type), value: fc.nat(most) });

const commands = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: command('arm') },
    { weight: 4, arbitrary: command('now') },
    { weight: 2, arbitrary: command('item') },
    { weight: 2, arbitrary: command('disarm', 1_000) },
    { weight: 8, arbitrary: command('take') },
    { weight: 1, arbitrary: command('advance') },
  ),
  { maxLength: 800, size: 'max' },
);

test('a clock gives numbers below 0, its own numbers and items as a sorted array does', () => {
  const property = fc.property(commands, (script) => {
    const beside = new Beside();
    script.forEach(({ type, value }, at) => {
      beside[type](value, at);
      beside.compare();
    });
    beside.clock.clear();
    expect([beside.clock.pending, beside.clock.next()]).toEqual([0, undefined]);
  });
  fc.assert(property, { numRuns: 150 });
});
