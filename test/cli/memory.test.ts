import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf, statehive } from './statehive.ts';

const folder = folderOf('memory');

const found = (stdout: string) => Number(JSON.parse(stdout).metrics.regret);

test('a run with --memory leaves something, the next begins with it, and memory prints it', async () => {
  const args = ['run', 'foraging', '--json', '--memory', '--seed'];
  const first = await statehive([...args, '1'], folder);
  expect(first.stderr).toContain('Remembered 6 keys in .swarm/memory.db');
  const second = await statehive([...args, '2'], folder);
  expect(found(second.stdout)).toBeLessThan(found(first.stdout));
  expect(JSON.parse(second.stdout).memory).toEqual(JSON.parse(first.stdout).remembered);
  const printed = await statehive(['memory', '--json'], folder);
  expect(JSON.parse(printed.stdout)).toHaveLength(6);
  expect(JSON.parse(printed.stdout)[0].key).toBe('foraging/forager-0');
});

test('a run that fails leaves nothing', async () => {
  const file = join(folder, 'failed.db');
  const args = ['run', 'foraging', '--memory', file, '--sites', '[0]', '--visitMs', '1e308'];
  const { stderr } = await statehive([...args, '--latencyMedianMs', '9'], folder);
  expect(stderr).toContain('p99 must be >= median');
  const printed = await statehive(['memory', file], folder);
  expect(printed).toMatchObject({ code: 0, stdout: '' });
});

test.each<[string, string[], string]>([
  ['a simulation that remembers nothing', ['run', 'queue', '--memory'], 'remembers nothing'],
  ['a search over seeds', ['run', 'foraging', '--memory', '--seeds', '1..2'], 'do not go together'],
  ['a folder', ['run', 'foraging', '--memory', '.'], 'cannot be used as memory'],
  ['no file', ['memory', 'none.db'], 'There is no file none.db'],
])('%s is refused', async (_, args, remedy) => {
  const { code, stdout, stderr } = await statehive(args, folder);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(remedy);
});
