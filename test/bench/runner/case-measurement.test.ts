import { expect, test } from 'vitest';
import { CaseMeasurement } from '../../../bench/runner/case-measurement.ts';
import { measuringOf } from '../../../bench/runner/effort.ts';

interface Bounds {
  readonly marginMax: number;
  readonly blocksMsMax?: number;
  readonly errorMax?: number;
  readonly errorBlocksMsMax?: number;
  readonly calls?: number;
}

const MORE = { errorBlocksMax: 27, errorBlocksMsMax: Infinity };

async function blocksUntilSettled({ calls, ...bounds }: Bounds): Promise<number> {
  const subject = { params: {}, work: () => ({ hash: 'a' }), ...(calls && { calls }) };
  const measuring = { ...measuringOf('quick', 0), blocks: 8, blocksMax: 19, ...MORE, ...bounds };
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
  expect(await blocksUntilSettled({ marginMax: Infinity })).toBe(8);
  expect(await blocksUntilSettled({ marginMax: -1 })).toBe(19);
});

test('when time is up, six blocks are enough, which have a 95% interval', async () => {
  expect(await blocksUntilSettled({ marginMax: -1, blocksMsMax: 0 })).toBe(6);
});

test('CPU time that is not exact enough gets still more blocks, up to a bound of its own', async () => {
  expect(await blocksUntilSettled({ marginMax: Infinity, errorMax: -1 })).toBe(27);
  const noTime = { errorMax: -1, errorBlocksMsMax: 0 };
  expect(await blocksUntilSettled({ marginMax: Infinity, ...noTime })).toBe(8);
});

test('calls that are counted are made as often as was said', async () => {
  expect(await blocksUntilSettled({ marginMax: -1, calls: 2 })).toBe(2);
});
