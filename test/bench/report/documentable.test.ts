import { expect, test } from 'vitest';
import { checkDocumentable } from '../../../bench/report/documentable.ts';
import { CommandLineError } from '../../../bench/runner/command-line.ts';
import type { BenchResult } from '../../../bench/runner/result.ts';
import { toyRun } from '../toy-run.ts';

const full = async (): Promise<BenchResult> => ({ ...(await toyRun()), effort: 'full' });
const asked = { name: 'before', suites: ['toys'] };

test('a full run that has the suites may be documented', async () => {
  const run = await full();
  expect(() => checkDocumentable(run, asked)).not.toThrow();
});

test.each([
  { but: { effort: 'quick' }, says: /'before' is a quick run.*save a full one.*--save before/ },
  { but: { isComplete: false }, says: /'before' was ended early.*--save before/ },
  { but: { suites: [] }, says: /'before' has no suite 'toys'.*It has none/ },
] as const)('a run with $but is refused, with what to do', async ({ but, says }) => {
  const check = async () => checkDocumentable({ ...(await full()), ...but }, asked);
  await expect(check()).rejects.toThrow(CommandLineError);
  await expect(check()).rejects.toThrow(says);
});

test('one that has other suites is refused with a command that would do', async () => {
  const run = await full();
  expect(() => checkDocumentable(run, { ...asked, suites: ['toys', 'hive'] })).toThrow(
    "has no suite 'hive'. It has toys: `npm run bench -- toys --document before`",
  );
});

test('one of another Node or machine is not mixed with the run that is documented', async () => {
  const run = await full();
  const other = { ...run, node: 'v1.2.3' };
  expect(() => checkDocumentable(run, asked, run)).not.toThrow();
  expect(() => checkDocumentable(run, asked, other)).toThrow(/documents' other suites.*v1\.2\.3/);
});
