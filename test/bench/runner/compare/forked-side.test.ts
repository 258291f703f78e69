import { afterEach, expect, test } from 'vitest';
import { hive } from '../../../../bench/hive.ts';
import { forkedSide } from '../../../../bench/runner/compare/forked-side.ts';
import { LocalSide, type Side } from '../../../../bench/runner/compare/side.ts';

const root = process.cwd();
const pace = { warmUpMs: 1, cpuMs: 1 };
const at = {
  suite: 'hive',
  scenario: 'conflict_detection',
  params: JSON.stringify({ packs: 5, detection: 'hashed' }),
};

const open: Side[] = [];
const opened = (side: Side) => {
  open.push(side);
  return side;
};
afterEach(() => {
  for (const side of open.splice(0)) side.close();
});

test('a build in a process of its own comes to what this one does', async () => {
  const here = opened(new LocalSide([hive], 'quick'));
  const there = opened(forkedSide(root, 'quick'));
  const [one, other] = [await here.prepare(at, pace), await there.prepare(at, pace)];
  expect(other?.hash).toBe(one?.hash);
  const block = await there.block(at, 3);
  expect(block.cpuMs).toBeGreaterThan(0);
  expect(block.referenceMs).toBeGreaterThan(0);
});

test('a case that a build does not have is null to it', async () => {
  const there = opened(forkedSide(root, 'quick'));
  expect(await there.prepare({ ...at, scenario: 'later' }, pace)).toBeNull();
});

test('what goes wrong in the process of a build is thrown here', async () => {
  const there = opened(forkedSide(root, 'quick'));
  await expect(there.block({ ...at, params: '{}' }, 1)).rejects.toThrow(
    'There is no case {} of conflict_detection.',
  );
});
