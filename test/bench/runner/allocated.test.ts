import { ARTIFACT_BUFFERS, writeArtifact } from 'statehive/machines';
import { expect, test } from 'vitest';
import { allocatedBytes } from '../../../bench/runner/allocated.ts';
import { collectYoungGarbage } from '../../../bench/runner/memory-in-use.ts';

test('what is allocated is counted, whether or not it is kept', async () => {
  const bytes = await allocatedBytes(() => {
    for (let nth = 0; nth < 100; nth++) new Uint8Array(2_000);
  });
  expect(bytes).toBeGreaterThan(200_000);
  expect(bytes).toBeLessThan(400_000);
});

test('work in which garbage is collected is refused', async () => {
  await expect(allocatedBytes(collectYoungGarbage)).rejects.toThrow('weigh less work at once');
});

test('a pooled binary artifact allocates less than one in a buffer of its own', async () => {
  const rows = Array.from({ length: 20 }, (_, id) => ({ id, name: 'row' }));
  // The least of many times: code that is being compiled takes up memory as well.
  const least = { fresh: Infinity, pooled: Infinity };
  for (let time = 0; time < 100; time++) {
    for (const memory of ARTIFACT_BUFFERS) {
      const bytes = await allocatedBytes(() => {
        for (let nth = 0; nth < 20; nth++) writeArtifact(rows, 'binary', memory);
      });
      least[memory] = Math.min(least[memory], bytes);
    }
  }
  expect(least.pooled).toBeLessThan(0.8 * least.fresh);
});
