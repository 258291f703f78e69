import { expect, test } from 'vitest';
import { measuringOf } from '../../../bench/runner/effort.ts';
import { memoryFigures } from '../../../bench/runner/weighing.ts';

const BYTES = 1e6;

test('what lives on until there is another does not weigh less', async () => {
  let last: Uint8Array | undefined;
  const hold = async () => {
    last = new Uint8Array(BYTES).fill(1);
    const held = last;
    return { hash: String(held.length), release: () => void held.at(0) };
  };
  const work = () => ({ hash: String(last?.length) });
  const [all] = await memoryFigures({ params: {}, work, hold }, measuringOf('quick'));
  expect(all!.p50 / BYTES).toBeGreaterThan(0.9);
  expect(all!.p50 / BYTES).toBeLessThan(1.2);
});

test('several that are weighed together count as one', async () => {
  const hold = async () => {
    const held = new Uint8Array(BYTES).fill(1);
    return { hash: '', release: () => void held.at(0) };
  };
  const subject = { params: {}, work: () => ({ hash: '' }), hold, copies: 5 };
  const [all] = await memoryFigures(subject, measuringOf('quick'));
  expect(all!.p50 / BYTES).toBeGreaterThan(0.9);
  expect(all!.p50 / BYTES).toBeLessThan(1.2);
});
