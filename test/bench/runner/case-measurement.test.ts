import { expect, test } from 'vitest';
import { CaseMeasurement } from '../../../bench/runner/case-measurement.ts';
import { measuringOf } from '../../../bench/runner/effort.ts';
import { errorOf } from '../../../bench/runner/middle.ts';

async function blocksUntilSettled(errorMax: number, calls?: number): Promise<number> {
  const subject = { params: {}, work: () => ({ hash: 'a' }), ...(calls && { calls }) };
  const measuring = { ...measuringOf('quick', 0), blocks: 3, blocksMax: 9, errorMax };
  const measurement = new CaseMeasurement(subject, measuring);
  await measurement.prepare();
  let blocks = 0;
  while (!measurement.isSettled) {
    await measurement.block();
    blocks += 1;
  }
  return blocks;
}

test('blocks that agree are enough, those that disagree are followed by more, up to a bound', async () => {
  expect(await blocksUntilSettled(Infinity)).toBe(3);
  expect(await blocksUntilSettled(-1)).toBe(9);
});

test('calls that are counted are made as often as was said', async () => {
  expect(await blocksUntilSettled(-1, 2)).toBe(2);
});

test('the error of a median falls with the root of the number of values, as that of a mean does', () => {
  const values = [9, 10, 11];
  const four = [...values, ...values, ...values, ...values];
  expect(errorOf(values)).toBeCloseTo((1.2533 * 14.826) / Math.sqrt(3), 2);
  expect(errorOf(four)).toBeCloseTo(errorOf(values) / 2, 6);
});
