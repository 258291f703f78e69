import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemory } from 'statehive';
import { expect, onTestFinished, test } from 'vitest';
import { CommandLineError } from '../../../bench/runner/command-line.ts';
import {
  checkMemory,
  keepResults,
  OPTIMIZATIONS_KEY,
  RESULTS_KEY,
} from '../../../bench/runner/kept-results.ts';
import type { BenchResult, ComparisonResult } from '../../../bench/runner/result.ts';
import { toyRun } from '../toy-run.ts';

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'statehive-results-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function contentsOf(file: string): Promise<ReadonlyMap<string, unknown>> {
  const memory = await openMemory(file);
  const contents = await memory.contents();
  await memory.close();
  return contents;
}

const gain: ComparisonResult = {
  ...{ params: {}, figure: 'new', beside: 'old', kind: 'wall', gain: 2 },
  ...{ goal: null, met: null, why: null },
};

function withGain(run: BenchResult): BenchResult {
  const [{ suite, scenarios }] = run.suites as [BenchResult['suites'][number]];
  return { ...run, suites: [{ suite, scenarios: [{ ...scenarios[0]!, comparisons: [gain] }] }] };
}

test('a run is kept in the memory, and what variants gain in it beside it', async () => {
  const file = join(emptyFolder(), 'memory.db');
  const run = withGain(await toyRun());
  await keepResults(file, run);
  const contents = await contentsOf(file);
  expect(contents.get(RESULTS_KEY)).toMatchObject(JSON.parse(JSON.stringify(run)));
  expect(contents.get(OPTIMIZATIONS_KEY)).toMatchObject({
    of: { effort: 'quick', isComplete: true, suites: ['toys'] },
    gains: [{ suite: 'toys', scenario: 'growing', gain: 2 }],
  });
});

test('a run that compares nothing leaves no gains of an earlier one, and both say when they were kept', async () => {
  const file = join(emptyFolder(), 'memory.db');
  const run = await toyRun();
  await keepResults(file, withGain(run));
  await keepResults(file, run);
  const contents = await contentsOf(file);
  const { keptAt } = contents.get(RESULTS_KEY) as { readonly keptAt: string };
  expect(keptAt).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(contents.get(OPTIMIZATIONS_KEY)).toMatchObject({ of: { keptAt }, gains: [] });
});

test('a file that is no memory is refused before anything is measured', async () => {
  const file = join(emptyFolder(), 'notes.txt');
  writeFileSync(file, 'not a memory, but some notes');
  const checked = checkMemory(file);
  await expect(checked).rejects.toThrow(CommandLineError);
  await expect(checked).rejects.toThrow(/cannot be used as memory.*--memory/s);
});

test('one that is used elsewhere is waited for aloud, and then refused', async () => {
  const file = join(emptyFolder(), 'memory.db');
  const memory = await openMemory(file);
  onTestFinished(() => memory.close());
  const told: string[] = [];
  const checked = checkMemory(file, { waitMs: 100, onWait: (reason) => told.push(reason) });
  await expect(checked).rejects.toThrow(/in use.*let it end first, or name another file/);
  expect(told).toHaveLength(1);
});

test('a file that can be used, or be made, is let go again', async () => {
  const file = join(emptyFolder(), 'memory.db');
  await checkMemory(file);
  expect(existsSync(file)).toBe(true);
  expect((await contentsOf(file)).size).toBe(0);
});
