import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkReport, writeRun } from '../../../bench/report/write-report.ts';
import { CommandLineError } from '../../../bench/runner/command-line.ts';
import { toyRun } from '../toy-run.ts';

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'statehive-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a report is written into a folder that is made for it', async () => {
  const folder = join(emptyFolder(), 'some/where');
  checkReport(folder);
  writeRun(folder, await toyRun(), []);
  expect(existsSync(join(folder, 'run.html'))).toBe(true);
});

test.each(['notes.txt', 'notes.txt/below'])('%s, which is a file, is refused', (path) => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'notes.txt'), '');
  const check = () => checkReport(join(folder, path));
  expect(check).toThrow(CommandLineError);
  expect(check).toThrow(/--report .*notes\.txt.*: name a folder/);
});
