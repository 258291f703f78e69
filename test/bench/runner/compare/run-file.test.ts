import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CommandLineError } from '../../../../bench/runner/command-line.ts';
import { runIn } from '../../../../bench/runner/compare/run-file.ts';
import { toyRun } from '../../toy-run.ts';

function saved(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'statehive-save-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'run.json'), text);
  return folder;
}

test('a run comes back as it was saved', async () => {
  const run = JSON.parse(JSON.stringify(await toyRun()));
  expect(runIn(saved(JSON.stringify(run)), 'toys')).toEqual(run);
});

test.each(['{', '{}', '{ "effort": "full", "suites": [{}] }'])(
  'a save that says %s is damaged, and what to do is said',
  (text) => {
    const read = () => runIn(saved(text), 'toys');
    expect(read).toThrow(CommandLineError);
    expect(read).toThrow(/^The saved run 'toys' is damaged \(.+\): save it anew/);
  },
);
