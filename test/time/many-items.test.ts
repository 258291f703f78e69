import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventQueue } from '../../src/time/event-queue.ts';

interface Entry {
  readonly dueMs: number;
  readonly item: number;
}

/** The specification: an array kept sorted, the first entry last. */
class Sorted {
  private readonly entries: Entry[] = [];

  get size(): number {
    return this.entries.length;
  }

  get first(): Entry | undefined {
    return this.entries.at(-1);
  }

  /** Items rise, so an entry's place follows from its due time and its item. */
  add(entry: Entry): void {
    this.entries.splice(this.placeOf(entry), 0, entry);
  }

  take(): number | undefined {
    return this.entries.pop()?.item;
  }

  cancel(entry: Entry): boolean {
    const place = this.placeOf(entry);
    if (this.entries[place]?.item !== entry.item) return false;
    this.entries.splice(place, 1);
    return true;
  }

  private placeOf({ dueMs, item }: Entry): number {
    let from = 0;
    let to = this.size;
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = this.entries[middle]!;
      const isLater = other.dueMs > dueMs || (other.dueMs === dueMs && other.item > item);
      if (isLater) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

const LIMIT = Number.MAX_VALUE;

/** Both queues under the same commands; every answer is compared. */
class Trial {
  private readonly queue = new EventQueue<number>();
  private readonly model = new Sorted();
  private readonly scheduled: (Entry & { handle: number })[] = [];
  private nowMs = 0;

  schedule(delayMs: number): void {
    const dueMs = Math.max(-LIMIT, Math.min(LIMIT, this.nowMs + delayMs));
    const entry = { dueMs, item: this.scheduled.length };
    this.scheduled.push({ ...entry, handle: this.queue.schedule(entry.dueMs, entry.item) });
    this.model.add(entry);
  }

  take(): void {
    const dueMs = this.model.first?.dueMs ?? Infinity;
    if (this.queue.nextDueMs !== dueMs) expect(this.queue.nextDueMs).toBe(dueMs);
    if (dueMs !== Infinity) this.nowMs = dueMs;
    const expected = this.model.take();
    const item = this.queue.take();
    if (item !== expected) expect(item).toBe(expected);
  }

  cancel(pick: number): void {
    const entry = this.scheduled[pick % this.scheduled.length]!;
    expect(this.queue.cancel(entry.handle)).toBe(this.model.cancel(entry));
  }

  checkSize(): void {
    expect(this.queue.size).toBe(this.model.size);
  }

  drain(): void {
    while (this.model.size > 0) this.take();
    this.take();
  }
}

/** Delays, each from a number that is even in 0..1. */
const DELAYS: Record<string, (even: number) => number> = {
  exponential: (even) => -Math.log(1 - even),
  'few distinct': (even) => Math.floor(even * 20),
  'all equal': () => 100,
  'near and very far': (even) => (even < 0.9 ? even : 1e6 * even),
  'all magnitudes': (even) => 10 ** Math.floor(even * 600 - 300),
  'soon or in the past': (even) => even - 0.1,
  'now or later': (even) => (even < 0.5 ? 0 : even),
  'one ulp apart': (even) => Math.floor(even * 4) * 2 ** -52,
  'at the limits': (even) => (even - 0.5) * 2 * LIMIT,
};

const even = (): fc.Arbitrary<number> => fc.integer({ min: 0, max: 2 ** 30 - 1 });
const phase = fc.record({
  delays: fc.constantFrom(...Object.keys(DELAYS)),
  length: fc.integer({ min: 0, max: 12_000 }),
  /** Of ten commands, how many take and how many cancel; the others schedule. */
  takes: fc.integer({ min: 0, max: 6 }),
  cancels: fc.integer({ min: 0, max: 5 }),
  seed: even(),
});

test('EventQueue keeps the order among many items, near and far', () => {
  const property = fc.property(fc.array(phase, { minLength: 2, maxLength: 8 }), (phases) => {
    const trial = new Trial();
    trial.schedule(0);
    for (const { delays, length, takes, cancels, seed } of phases) {
      let drawn = seed;
      for (let step = 0; step < length; step++) {
        drawn = (Math.imul(drawn, 1_103_515_245) + 12_345) >>> 0;
        const kind = (drawn >>> 8) % 10;
        if (kind < takes) trial.take();
        else if (kind < takes + cancels) trial.cancel(drawn >>> 4);
        else trial.schedule(DELAYS[delays]!((((drawn >>> 4) * 7_919) % 65_537) / 65_537));
      }
      trial.checkSize();
    }
    trial.drain();
  });
  fc.assert(property, { numRuns: 15 });
}, 60_000);
