import { expect, test } from 'vitest';
import { endless } from './simulation-files.ts';
import { ended, folderOf, start } from './statehive.ts';

const folder = folderOf('interrupt', { 'endless.ts': endless });

test('Ctrl-C ends a long run with what there is, and exit code 130', async () => {
  const limit = ['--max-events', '2000000000'];
  const child = start(['run', './endless.ts', '--json', ...limit], folder);
  // The first line of progress comes after two seconds: by then it runs for sure.
  child.stderr?.once('data', () => child.kill('SIGINT'));
  const { code, stdout, stderr } = await ended(child);
  expect(code).toBe(130);
  const { outcome, events } = JSON.parse(stdout);
  expect(outcome).toBe('aborted');
  expect(events).toBeGreaterThan(1_000);
  expect(stderr).toMatch(/^[\d,]+ events, .* simulated, [\d,]+ events\/s, at most .* left\n$/);
});
