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

test('Ctrl-C ends a search with the runs that there were, and exit code 130', async () => {
  const args = ['run', './endless.ts', '--json', '--max-events', '1000', '--seeds', '1..999999999'];
  const child = start(args, folder);
  child.stderr?.once('data', () => child.kill('SIGINT'));
  const { code, stdout, stderr } = await ended(child);
  expect(code).toBe(130);
  const { runs, findings, properties } = JSON.parse(stdout);
  expect([findings, properties[0].verdicts]).toEqual([[], { held: runs }]);
  expect(stderr).toMatch(/^[\d,]+ of 999,999,999 seeds, nothing broke yet, about .* left\n$/);
});
