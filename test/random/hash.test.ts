import { expect, test } from 'vitest';
import { hash128 } from '../../src/random/hash.ts';

const text = (...parts: (string | number)[]) => hash128(...parts).join(' ');

const bitsSet = (word: number): number => {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};

test('the same parts give the same hash', () => {
  expect(text('queen', 7)).toBe(text('queen', 7));
  expect(text(0)).toBe(text(-0));
});

test('kind, length, order and grouping of the parts all count', () => {
  const all = [
    text(),
    text(''),
    text('', ''),
    text(0),
    text('0'),
    text('ab'),
    text('a', 'b'),
    text('ba'),
    text('b', 'a'),
    text('a\0'),
    text('a'),
    text('a', 98),
    text(1, 2),
    text(2, 1),
    text(0.1),
    text(2 ** 32),
    text(2 ** 33),
    text(-1),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test('no lane collides more than chance among 100,000 similar names', () => {
  const lanes = [0, 1, 2, 3].map(() => new Set<number>());
  for (let i = 0; i < 100_000; i++) {
    hash128(7, `agent-${i}`).forEach((lane, which) => {
      lanes[which]!.add(lane);
    });
  }
  // Birthday: 1.16 collisions expected in 32 bits; more than 8 would be a one in 10^5 event.
  for (const lane of lanes) expect(lane.size).toBeGreaterThan(100_000 - 8);
});

test('one changed bit of the seed flips half of the 128 bits', () => {
  const flips: number[] = [];
  for (let seed = 0; seed < 200; seed++) {
    for (let bit = 0; bit < 32; bit++) {
      const [before, after] = [hash128(seed, 'queen'), hash128(seed + 2 ** bit, 'queen')];
      flips.push(before.reduce((sum, lane, i) => sum + bitsSet(lane ^ after[i]!), 0));
    }
  }
  const mean = flips.reduce((sum, count) => sum + count, 0) / flips.length;
  // Binomial(128, 1/2): deviation 5.66; the mean of 6,400 of them has 0.07.
  expect(Math.abs(mean - 64)).toBeLessThan(0.3);
  // Six deviations from the middle, for the single worst of them.
  expect(Math.min(...flips)).toBeGreaterThan(30);
  expect(Math.max(...flips)).toBeLessThan(98);
});

test('one changed character flips half of the bits of each lane', () => {
  const names = ['queen', 'agent-1', 'a somewhat longer name: 42'];
  for (const name of names) {
    for (let at = 0; at < name.length; at++) {
      const other =
        name.slice(0, at) + String.fromCharCode(name.charCodeAt(at) ^ 1) + name.slice(at + 1);
      const [before, after] = [hash128(1, name), hash128(1, other)];
      // Five deviations (2.83) about 16, in each lane.
      for (let i = 0; i < 4; i++) {
        expect(Math.abs(bitsSet(before[i]! ^ after[i]!) - 16)).toBeLessThan(15);
      }
    }
  }
});
