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

  test('neither come back nor count nor move time once they were revoked as void', () => {
    const clock = new Clock<number | string>();
    const armed = [clock.arm(1), clock.arm(2), clock.arm(3)];
    clock.schedule(2, 'stays');
    clock.revoke((number) => number !== armed[1]);
    expect([clock.pending, clock.next(), clock.next(), clock.next()]).toEqual([
      2,
      armed[1],
      'stays',
      undefined,
    ]);
    expect(clock.nowMs).toBe(2);
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
  readonly #void = new Set<number>();

  arm(delayMs: number): void {
    const armed = this.clock.arm(delayMs);
    this.#void.delete(armed);
    this.#add(delayMs, armed, true);
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

  revoke(divisor: number): void {
    const isVoid = ({ item, isArmed }: Waiting) => isArmed && (item as number) % divisor === 0;
    for (const { item } of this.#waiting.filter(isVoid)) this.#void.add(item as number);
    this.#waiting = this.#waiting.filter((each) => !isVoid(each));
    this.clock.revoke((armed) => this.#void.has(armed));
  }

  take(): void {
    expect(this.clock.next()).toBe(this.#waiting.shift()?.item);
  }

  // Not after each command, for to ask how many wait is one of the ways to find what is void.
  count(): void {
    expect(this.clock.pending).toBe(this.#waiting.length);
  }

  advance(): void {
    if (this.clock.nextDueMs > this.clock.nowMs + 1) this.clock.advanceTo(this.clock.nowMs + 1);
  }

  compare(): void {
    const first = this.#waiting[0]?.dueMs ?? Infinity;
    expect(this.clock.nextDueMs).toBe(first);
  }

  #add(delayMs: number, item: number | string, isArmed: boolean): void {
    this.#waiting.push({ dueMs: this.clock.nowMs + delayMs, item, isArmed });
    // Stable: what was added first stays first among what is due at one time.
    this.#waiting.sort((a, b) => a.dueMs - b.dueMs);
  }
}

type Command = 'arm' | 'now' | 'item' | 'disarm' | 'revoke' | 'take' | 'count' | 'advance';

const command = (type: Command, most = 3, least = 0) =>
  fc.record({ type: fc.constant(type), value: fc.integer({ min: least, max: most }) });

const commands = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: command('arm') },
    { weight: 4, arbitrary: command('now') },
    { weight: 2, arbitrary: command('item') },
    { weight: 2, arbitrary: command('disarm', 1_000) },
    { weight: 1, arbitrary: command('revoke', 5, 2) },
    { weight: 8, arbitrary: command('take') },
    { weight: 1, arbitrary: command('count') },
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
