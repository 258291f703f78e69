import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemory } from 'statehive';
import { expect, onTestFinished, test } from 'vitest';
import { keepResults, OPTIMIZATIONS_KEY, RESULTS_KEY } from '../../../bench/runner/kept-results.ts';
import { toyRun } from '../toy-run.ts';

test('a run is kept in the memory by its key, and there are no gains where none were measured', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'statehive-results-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'memory.db');
  const run = await toyRun();
  await keepResults(file, run);
  const memory = await openMemory(file);
  const contents = await memory.contents();
  await memory.close();
  expect(contents.get(RESULTS_KEY)).toEqual(JSON.parse(JSON.stringify(run)));
  expect(contents.has(OPTIMIZATIONS_KEY)).toBe(false);
});
